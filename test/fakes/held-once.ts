// A call that another process is in the middle of: the first one stands still until it is let go.

export function heldOnce<Given extends unknown[], Result>(
  call: (...given: Given) => Promise<Result>,
): { call(...given: Given): Promise<Result>; begun: Promise<void>; letGo(): void } {
  const [begun, begin] = gate();
  const [held, letGo] = gate();
  let first = true;
  return {
    async call(...given) {
      if (first) {
        first = false;
        begin();
        await held;
      }
      return call(...given);
    },
    begun,
    letGo,
  };
}

function gate(): [opened: Promise<void>, open: () => void] {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [opened, () => open()];
}
