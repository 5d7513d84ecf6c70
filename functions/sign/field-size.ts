// The size of a signature field, for drawing its appearance.
import { PDFDocument } from 'pdf-lib';

/** Width and height in pt of the field's only widget; throws if the file has no such field. */
export async function fieldSize(pdf: Uint8Array, field: string): Promise<{ width: number; height: number }> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const widget = document.getForm().getField(field).acroField.getWidgets()[0];
  if (!widget) throw new Error(`field ${field} has no widget`);
  const { width, height } = widget.getRectangle();
  return { width, height };
}
