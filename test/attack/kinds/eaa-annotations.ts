// Evil annotations: an update puts something over the first page.
import type { Attack } from '../attack.ts';
import { firstPage } from '../forge/places.ts';
import { adding, shownOn } from '../forge/updates.ts';
import { PAINTED } from '../forge/values.ts';

/** FREE is the number of a form that paints over the page. */
const annotated = (entries: string): Attack['build'] =>
  adding((file, free) => {
    const page = firstPage(file);
    const annotation = `<< /Type /Annot /F 4 /P ${page} 0 R /Rect [60 300 540 500] ${entries} >>`;
    return [
      shownOn(page, file, free),
      [free, annotation.replaceAll('FREE', String(free + 1))],
      [free + 1, PAINTED],
    ];
  });

export const ANNOTATIONS: readonly Attack[] = [
  {
    id: 'annotation-stamp',
    name: 'a stamp over the text (EAA)',
    cases: ['P22'],
    verdict: 'V5',
    build: annotated('/Subtype /Stamp /AP << /N FREE 0 R >>'),
  },
  {
    id: 'annotation-free-text',
    name: 'a note typed over the text',
    verdict: 'V5',
    build: annotated('/Subtype /FreeText /DA (/Helv 20 Tf) /Contents (PAY 900)'),
  },
  {
    id: 'annotation-highlight',
    name: 'a highlight',
    verdict: 'V5',
    build: annotated('/Subtype /Highlight /QuadPoints [60 500 540 500 60 300 540 300]'),
  },
  {
    id: 'annotation-redact',
    name: 'a redaction',
    verdict: 'V5',
    build: annotated('/Subtype /Redact /IC [1 1 1] /AP << /N FREE 0 R >>'),
  },
  {
    id: 'annotation-watermark',
    name: 'a watermark',
    verdict: 'V5',
    build: annotated('/Subtype /Watermark /AP << /N FREE 0 R >>'),
  },
  {
    id: 'annotation-square',
    name: 'a white square',
    verdict: 'V5',
    build: annotated('/Subtype /Square /IC [1 1 1] /AP << /N FREE 0 R >>'),
  },
  {
    id: 'annotation-ink',
    name: 'a drawing',
    verdict: 'V5',
    build: annotated('/Subtype /Ink /InkList [[60 300 540 500]]'),
  },
  {
    id: 'annotation-link',
    name: 'a link over the page',
    verdict: 'V5',
    build: annotated('/Subtype /Link /A << /S /URI /URI (http://example.test) >>'),
  },
  { id: 'annotation-popup', name: 'a popup', verdict: 'V5', build: annotated('/Subtype /Popup /Open true') },
  {
    id: 'annotation-attachment',
    name: 'an attached file',
    verdict: 'V5',
    build: annotated('/Subtype /FileAttachment /FS << /Type /Filespec /F (a.exe) /EF << /F FREE 0 R >> >>'),
  },
  {
    id: 'annotation-screen',
    name: 'a screen that plays',
    verdict: 'V5',
    build: annotated('/Subtype /Screen /A << /S /Rendition /OP 0 >>'),
  },
  {
    id: 'annotation-movie',
    name: 'a 3D scene',
    verdict: 'V5',
    build: annotated('/Subtype /3D /3DD FREE 0 R'),
  },
  {
    id: 'annotation-button',
    name: 'a button with a script',
    verdict: 'V5',
    build: annotated('/Subtype /Widget /FT /Btn /T (b) /A << /S /JavaScript /JS (app.alert\\(1\\)) >>'),
  },
  {
    id: 'annotation-text-field',
    name: 'a filled text field',
    verdict: 'V5',
    build: annotated('/Subtype /Widget /FT /Tx /T (t) /V (PAY 900) /AP << /N FREE 0 R >>'),
  },
];
