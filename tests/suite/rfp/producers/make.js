// Makes the workbooks of ExcelJS; called by make.py.
const ExcelJS = require("exceljs");

const QUESTIONS = [
  ["1.1", "Is single sign-on offered?"],
  ["1.2", "Are administrator actions logged?"],
  ["1.3", "Is stored text encrypted?"],
];

function book() {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet("Questions");
  sheet.getCell("A1").value = "Supplier check of Globex";
  sheet.getRow(3).values = ["No.", "Question", "Answer", "Comments"];
  QUESTIONS.forEach((question, index) => {
    sheet.getRow(4 + index).values = question;
  });
  return { workbook, sheet };
}

async function make() {
  let { workbook, sheet } = book();
  for (const row of [4, 5, 6]) {
    sheet.getCell(`C${row}`).dataValidation = { type: "list", allowBlank: true, formulae: ['"Yes,No"'] };
  }
  sheet.addConditionalFormatting({
    ref: "C4:C6",
    rules: [{ type: "containsText", operator: "containsText", text: "No", style: { font: { bold: true } } }],
  });
  await workbook.xlsx.writeFile("exceljs-validation.xlsx");

  ({ workbook, sheet } = book());
  // One white pixel as GIF.
  const pixel = "R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==";
  sheet.addImage(workbook.addImage({ base64: pixel, extension: "gif" }), "F3:G6");
  sheet.getCell("F8").value = { richText: [{ text: "Fill in " }, { font: { bold: true }, text: "every row" }] };
  sheet.getCell("C4").note = "Yes or no.";
  await workbook.xlsx.writeFile("exceljs-image.xlsx");

  ({ workbook, sheet } = book());
  for (const cell of ["C4", "C5", "C6", "D4", "D5", "D6"]) {
    sheet.getCell(cell).protection = { locked: false };
  }
  await sheet.protect("", {});
  sheet.getRow(6).hidden = true;
  sheet.getColumn("H").hidden = true;
  await workbook.xlsx.writeFile("exceljs-protection.xlsx");

  ({ workbook, sheet } = book());
  sheet.getCell("F4").value = { formula: 'COUNTIF(C4:C6,"Yes")', result: 0 };
  sheet.autoFilter = "A3:D6";
  sheet.views = [{ state: "frozen", ySplit: 3 }];
  workbook.addWorksheet("Hidden", { state: "veryHidden" }).getCell("A1").value = "x";
  await workbook.xlsx.writeFile("exceljs-formulas.xlsx");
}

make();
