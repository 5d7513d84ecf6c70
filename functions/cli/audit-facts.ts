// What an audit says of things, in Chinese.
import type { Phrase } from '../domain/fact.ts';

export const FACTS_ZH: Readonly<Record<Phrase, string>> = {
  '{0}': '{0}',
  none: '没有',
  'other bytes': '另外的内容',
  'what is none': '不是这样的内容',

  events: '办理记录',
  '{0} events': '{0} 条记录',
  'a trail that can be read': '可以读出的办理记录',
  '{0} events that cannot': '读不出的 {0} 条记录',
  'sequence {0}, previous {1}': '序号 {0}、前一条摘要 {1}',
  'its digest, signed with the trail key': '用办理记录密钥签名的末条摘要',
  'a signature of the trail key': '办理记录密钥的签名',
  'one that does not hold': '无效的签名',

  'bytes of another digest': '摘要不同的内容',
  'a file that an event names': '记录提到的文件',
  'one that is named by no digest': '文件名不是摘要的文件',
  'one that none names': '没有记录提到的文件',
  'of an act that no event names: {0} by {1}': '没有记录提到的签署行为（{1}，{0}）',
  'a signed file of a document that is not there': '已经签名的文件，所属文书不存在',
  'a revision signed by {0}, whose act the trail does not hold':
    '含 {0} 签名的一版，而办理记录中没有该方的签署行为',
  'another file, by the same press': '另一个文件（版面和字体相同）',
  'another file, by another press': '另一个文件（版面或者字体已经更换）',

  sound: '核验通过',
  'unsound, {0}: {1}': '核验不通过（{0}：{1}）',
  'the revision before, and what was added': '前一版及其后增加的内容',
  'an evidence report': '签署证据报告',

  'a certificate': '证书',
  'signed by its root': '由其根证书签发',
  'not signed by it': '不是由它签发',
  'a certificate of its key': '与其密钥相符的证书',
  'one of another key': '另一密钥的证书',
  'one of the roots that were named': '用 --root 给出的根证书',
  'another root': '另一张根证书',
  'a root whose key is at hand, or that is named (--root)': '密钥在此处或者用 --root 给出的根证书',
  'one whose key is not at hand': '密钥不在此处的根证书',
  'one whose key is none of this platform': '密钥不属于本平台的根证书',
  'a list of its issuer': '其签发者的吊销列表',
  'a list of this root': '该根证书的吊销列表',
  'a list in force': '在有效期内的吊销列表',
  'ended {0}': '已于 {0} 到期',
  'named on the list': '列于吊销列表',
  'named on the list alone': '只列于吊销列表',
  'revoked in the record': '记录为已吊销',
  'revoked in the record alone': '只记录为已吊销',

  'a document that has it': '使用该文号的文书',
  'no document': '没有这份文书',
  'one not issued yet': '尚未签发的文书',
  'one whose number is {0}': '文号为 {0} 的文书',
  'given, as a later one is': '已经给出（其后的文号已经给出）',
  'not given': '没有给出',
  '{0} for {1}': '{0}，给文书 {1}',
  'a number given to it': '给该文书的文号',

  'a file': '一个文件',
  'a file that nothing has published': '不是公示写出的文件',
  'what would be written now': '按现有记录应当写出的内容',

  'an item of a kind that nobody writes': '本平台不写的一类数据',
  'a document with its listing': '带列表信息的文书',
};
