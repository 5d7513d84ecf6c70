// The words a signer agrees to, by version. A version that was ever shown stays as it was: consents name it.

/** Each line is a paragraph; the first stands beside the check box. */
export const CONSENT_TEXTS: Readonly<Record<string, string>> = {
  '2026-11': [
    '我已阅读本页所显示文书的全文，了解其内容和后果，并已得到本方授权，同意代表本方以电子签名方式签署。',
    '身份确认方式：签署人持有发送到登记邮箱的签署链接，并输入发送到同一邮箱的一次性验证码。除此之外，系统没有核验身份证件，也没有进行人脸识别。',
    '签署方式：系统为本次签署生成一次性密钥和载明单位、姓名、职务的证书，对所显示的文件作数字签名，随后销毁密钥。文件此后如有改动，可以被发现。证书由本系统签发，不是依法设立的电子认证服务机构签发的证书。',
    '法律效力：各方约定采用上述方式签署（《中华人民共和国电子签名法》第三条、第十三条第二款）。符合该法规定条件的可靠的电子签名，与手写签名或者盖章具有同等的法律效力（第十四条）；本次签署是否符合，依法认定。',
    '这一签名不是《电子印章管理办法》（国办发〔2025〕33号）所称的电子印章，也不代替电子印章。依规定应当加盖印章的，由本方另行办理。',
    '签署时间、所显示文件的 SHA-256 摘要、证书序号和本同意书的版本将记入签署记录。',
  ].join('\n'),
};

/**
 * Asked apart, where the document is published: the consent to make one's name and title public may not be one with
 * the signature (个人信息保护法 art. 25, 23 for the platform that collects it, 14 and 15 for how it is given and
 * withdrawn). Lines as above.
 */
export const PUBLICATION_TEXTS: Readonly<Record<string, string>> = {
  '2026-11': [
    '我单独同意：文书签署完成后，公开其中我的姓名和职务，并提供给信用中国（青海）平台公示。',
    '公开的内容：已签署的文书全文，其中载明您的单位、姓名、职务，以及文件签名所附证书中的同样内容和签署时间。电子邮箱不载入文书，也不公开。',
    '公开的方式和目的：在本系统的公示网站上公开，供公众查阅、下载和核验各方的承诺。',
    '这项同意与上面的签署同意分开作出（《中华人民共和国个人信息保护法》第二十三条、第二十五条）。这份文书签署完成后必须公示，不作这项同意就不能签署，您可以拒签，或者请本方改派签署人，由请求签署的单位重新发出。',
    '您可以向请求签署的单位撤回这项同意；撤回不影响撤回前已经进行的公开的效力（第十五条）。',
  ].join('\n'),
};
