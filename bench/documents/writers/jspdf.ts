/** jsPDF with its built-in fonts, which are not embedded and have no letters beyond Western Europe. */
import { jsPDF } from 'jspdf';
import { paperOf } from '../paper.ts';
import type { Write } from '../writer.ts';

const margin = 40;
const lineHeight = 12;
const bottom = 800;

export const write: Write = (session) => {
  const { title, subtitle, sections } = paperOf(session);
  const document = new jsPDF({ unit: 'pt', format: 'a4', compress: true });
  const width = document.internal.pageSize.getWidth() - 2 * margin;
  let y = margin;
  const advance = (height: number): void => {
    y += height;
    if (y < bottom) return;
    document.addPage();
    y = margin;
  };
  const writeRow = (cells: readonly string[], style: 'bold' | 'normal'): void => {
    document.setFont('helvetica', style);
    const column = width / cells.length;
    const texts = cells.map((cell) => document.splitTextToSize(cell, column - 6) as string[]);
    texts.forEach((lines, index) => document.text(lines, margin + index * column, y));
    advance(lineHeight * Math.max(...texts.map((lines) => lines.length)) + 2);
    document.line(margin, y - 8, margin + width, y - 8);
  };
  document.setFontSize(16);
  document.text(title, margin, y);
  advance(20);
  document.setFontSize(9);
  document.text(subtitle, margin, y);
  advance(24);
  for (const section of sections) {
    document.setFont('helvetica', 'bold');
    document.text(section.title, margin, y);
    advance(16);
    writeRow(section.head, 'bold');
    for (const row of section.rows) writeRow(row, 'normal');
    advance(12);
  }
  return new Uint8Array(document.output('arraybuffer'));
};
