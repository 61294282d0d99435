/** pdfmake with the font that it brings, Roboto, embedded. */
import pdfMake from 'pdfmake/build/pdfmake.js';
import roboto from 'pdfmake/build/fonts/Roboto.js';
import { paperOf } from '../paper.ts';
import type { Write } from '../writer.ts';

pdfMake.addFontContainer(roboto);

export const write: Write = async (session) => {
  const { title, subtitle, sections } = paperOf(session);
  const document = pdfMake.createPdf({
    pageSize: 'A4',
    defaultStyle: { fontSize: 9 },
    content: [
      { text: title, fontSize: 16, bold: true },
      { text: subtitle, margin: [0, 0, 0, 12] },
      ...sections.flatMap(({ title: heading, head, rows }) => [
        { text: heading, bold: true, margin: [0, 12, 0, 4] },
        {
          layout: 'lightHorizontalLines',
          table: {
            headerRows: 1,
            widths: head.map(() => '*'),
            body: [head.map((text) => ({ text, bold: true })), ...rows],
          },
        },
      ]),
    ],
  });
  return document.getBuffer();
};
