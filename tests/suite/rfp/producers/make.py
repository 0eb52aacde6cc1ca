#!/usr/bin/env python3
"""Makes the workbooks of this folder: python3 make.py (needs openpyxl, XlsxWriter, pillow; soffice; node with exceljs).

Every workbook has a sheet "Questions" with a header in row 3 and questions below it, and one more thing that
load-and-save libraries lose. The tests fill them and compare the archives part by part.
"""
import io, os, subprocess, sys, zipfile
import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
import xlsxwriter

HEADER = ["No.", "Question", "Answer", "Comments"]
QUESTIONS = [("1.1", "Is single sign-on offered?"), ("1.2", "Are administrator actions logged?"),
             ("1.3", "Is stored text encrypted?")]
TITLE = "Supplier check of Globex"


def png():
    from PIL import Image
    image = io.BytesIO()
    Image.new("RGB", (8, 8), (20, 90, 160)).save(image, "PNG")
    return image.getvalue()


def openpyxl_book():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Questions"
    sheet["A1"] = TITLE
    for column, text in enumerate(HEADER, 1):
        sheet.cell(3, column, text).fill = PatternFill("solid", fgColor="DDDDDD")
    for row, (number, question) in enumerate(QUESTIONS, 4):
        sheet.cell(row, 1, number)
        sheet.cell(row, 2, question)
        sheet.cell(row, 3).border = Border(bottom=Side("thin"))
    return book, sheet


def with_openpyxl():
    book, sheet = openpyxl_book()
    for value in range(1, 6):
        sheet.cell(20 + value, 1, value)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=21, max_row=25))
    sheet.add_chart(chart, "F3")
    book.save("openpyxl-chart.xlsx")

    book, sheet = openpyxl_book()
    sheet.add_image(openpyxl.drawing.image.Image(io.BytesIO(png())), "F3")
    book.save("openpyxl-image.xlsx")

    book, sheet = openpyxl_book()
    rule = DataValidation(type="list", formula1='"Yes,No,Partial"')
    rule.add("C4:C6")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("C4:C6", CellIsRule(operator="equal", formula=['"No"'], fill=PatternFill(bgColor="FF0000")))
    book.save("openpyxl-validation.xlsx")

    book, sheet = openpyxl_book()
    sheet.protection.sheet = True
    for row in range(4, 7):
        for column in (3, 4):
            sheet.cell(row, column).protection = Protection(locked=False)
    book.save("openpyxl-protection.xlsx")

    book, sheet = openpyxl_book()
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["F"].hidden = True
    sheet.merge_cells("A1:D1")
    sheet["C4"].comment = Comment("Yes or no.", "Globex")
    book.save("openpyxl-hidden.xlsx")

    book, sheet = openpyxl_book()
    sheet["F4"] = '=COUNTIF(C4:C6,"Yes")'
    sheet["F5"] = "=Answers"
    book.defined_names["Answers"] = DefinedName("Answers", attr_text="Questions!$C$4:$C$6")
    sheet.add_table(Table(displayName="Asked", ref="A3:D6"))
    book.save("openpyxl-formulas.xlsx")


def xlsxwriter_book(name, **options):
    book = xlsxwriter.Workbook(name, options)
    sheet = book.add_worksheet("Questions")
    sheet.write(0, 0, TITLE)
    bold = book.add_format({"bold": True})
    box = book.add_format({"border": 1, "locked": False, "text_wrap": True})
    for column, text in enumerate(HEADER):
        sheet.write(2, column, text, bold)
    for row, (number, question) in enumerate(QUESTIONS, 3):
        sheet.write(row, 0, number)
        sheet.write(row, 1, question)
        sheet.write_blank(row, 2, None, box)
        sheet.write_blank(row, 3, None, box)
    return book, sheet, bold


def with_xlsxwriter():
    book, sheet, _ = xlsxwriter_book("xlsxwriter-chart.xlsx")
    other = book.add_worksheet("Numbers")
    other.write_column(0, 0, [1, 3, 2])
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Numbers!$A$1:$A$3"})
    sheet.insert_chart("F3", chart)
    sheet.add_sparkline("E4", {"range": "Numbers!A1:A3"})
    bars = book.add_chart({"type": "bar"})
    bars.add_series({"values": "=Numbers!$A$1:$A$3"})
    book.add_chartsheet("Sheet of a chart").set_chart(bars)
    book.close()

    book, sheet, _ = xlsxwriter_book("xlsxwriter-image.xlsx")
    sheet.insert_image("F3", "logo.png", {"image_data": io.BytesIO(png())})
    sheet.insert_textbox("F8", "Fill in the boxes.")
    sheet.set_header("&L&G", {"image_left": "logo.png", "image_data_left": io.BytesIO(png())})
    book.close()

    # The project is a text of our own: no code is in it, and nothing runs it.
    project = os.path.abspath("project.bin")
    with open(project, "wb") as file:
        file.write(b"No code: a part of the tests.\n" * 64)
    book, sheet, _ = xlsxwriter_book("xlsxwriter-macros.xlsm")
    book.add_vba_project(project)
    book.close()
    os.remove(project)

    book, sheet, bold = xlsxwriter_book("xlsxwriter-rich.xlsx", strings_to_urls=True)
    sheet.write_rich_string("F3", "Fill in ", bold, "every", " row")
    sheet.write_url("F4", "https://globex.example/help", string="Help")
    sheet.data_validation("C4:C6", {"validate": "list", "source": ["Yes", "No"]})
    sheet.data_validation("D4:D6", {"validate": "length", "criteria": "<=", "value": 400})
    sheet.autofilter("A3:D6")
    sheet.freeze_panes(3, 0)
    book.close()

    book, sheet, _ = xlsxwriter_book("xlsxwriter-protection.xlsx")
    sheet.protect("", {"format_cells": True})
    sheet.set_row(7, None, None, {"hidden": True})
    sheet.set_column("H:J", None, None, {"hidden": True, "level": 1})
    book.close()

    book, sheet, _ = xlsxwriter_book("xlsxwriter-formulas.xlsx", constant_memory=False)
    sheet.write_formula("F4", '=IF(C4="Yes",1,0)', None, 0)
    sheet.write_dynamic_array_formula("F5", '=COUNTIF(C4:C6,"Yes")')
    lists = book.add_worksheet("Lists")
    lists.write_column(0, 0, ["Yes", "No"])
    lists.hide()
    sheet.data_validation("C4:C6", {"validate": "list", "source": "=Lists!$A$1:$A$2"})
    book.close()


def fods(body, after=""):
    def row(cells):
        return "<table:table-row>" + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' if cell
            else "<table:table-cell/>" for cell in cells) + "</table:table-row>"
    rows = row([TITLE]) + "<table:table-row/>" + row(HEADER) + "".join(row(question) for question in QUESTIONS)
    names = ("office", "table", "text", "style", "draw", "number", "presentation", "script", "form")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} '
            'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
            'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
            f'{body[0]}<table:table table:name="Questions"{body[1]}>{rows}{body[2]}</table:table>{after}'
            '</office:spreadsheet></office:body></office:document>')


def data_rows():
    cell = '<table:table-cell office:value-type="{0}"{1}><text:p>{2}</text:p></table:table-cell>'
    rows = [("Area", "Weight")] + [("Access", 2), ("Keys", 3), ("Access", 5)]
    text = ""
    for area, weight in rows:
        number = isinstance(weight, int)
        value = f' office:value="{weight}"' if number else ""
        text += ("<table:table-row>" + cell.format("string", "", area)
                 + cell.format("float" if number else "string", value, weight) + "</table:table-row>")
    return f'<table:table table:name="Weights">{text}</table:table>'


def with_libreoffice():
    pivot = ('<table:table table:name="Sums"/><table:data-pilot-tables><table:data-pilot-table table:name="Sums" '
             'table:target-range-address="Sums.A1:Sums.B5" table:buttons="Sums.A1">'
             '<table:source-cell-range table:cell-range-address="Weights.A1:Weights.B4"/>'
             '<table:data-pilot-field table:source-field-name="Area" table:orientation="row" table:used-hierarchy="0"/>'
             '<table:data-pilot-field table:source-field-name="Weight" table:orientation="data" table:function="sum"/>'
             '</table:data-pilot-table></table:data-pilot-tables>')
    formula = ('<table:table-row><table:table-cell table:formula="of:=COUNTIF([.C4:.C6];&quot;Yes&quot;)" '
               'office:value-type="float" office:value="0"/></table:table-row>')
    validation = ('<table:content-validations><table:content-validation table:name="v" '
                  'table:condition="of:cell-content-is-in-list(&quot;Yes&quot;;&quot;No&quot;)" '
                  'table:base-cell-address="Questions.C4"/></table:content-validations>')
    listed = ('<table:table-row><table:table-cell office:value-type="string"><text:p>1.4</text:p></table:table-cell>'
              '<table:table-cell office:value-type="string"><text:p>Is there a backup?</text:p></table:table-cell>'
              '<table:table-cell table:content-validation-name="v"/></table:table-row>')
    books = {
        "libreoffice-plain": fods(("", "", "")),
        "libreoffice-pivot": fods(("", "", ""), data_rows() + pivot),
        "libreoffice-formulas": fods(("", "", formula)),
        "libreoffice-protection": fods(("", ' table:protected="true"', "")),
        "libreoffice-lists": fods((validation, "", listed)),
    }
    for name, text in books.items():
        with open(f"{name}.fods", "w") as file:
            file.write(text)
    files = [f"{name}.fods" for name in books]
    # What openpyxl wrote, as LibreOffice writes it.
    for source, name in (("openpyxl-chart", "libreoffice-chart"), ("openpyxl-image", "libreoffice-image")):
        os.system(f"cp {source}.xlsx {name}.xlsx.in && mv {name}.xlsx.in {name}.ods.in")
        os.makedirs("in", exist_ok=True)
        os.rename(f"{name}.ods.in", f"in/{name}.xlsx")
        files.append(f"in/{name}.xlsx")
    subprocess.run(["soffice", "--headless", "--convert-to", "xlsx", *files], check=True, stdout=subprocess.DEVNULL)
    for file in files:
        os.remove(file)
    os.rmdir("in")


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    with_openpyxl()
    with_xlsxwriter()
    with_libreoffice()
    subprocess.run(["node", "make.js"], check=True)
