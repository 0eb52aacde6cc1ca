//! Pictures as SVG that authors add: what runs, loads or leads elsewhere is removed, and the rest is kept byte for byte.

use fieldbook::svg::clean;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SPACE: &str = "xmlns=\"http://www.w3.org/2000/svg\"";
const DRAWN: &str = "<path d=\"M0 0h8v8z\"/>";

fn framed(inside: &str) -> String {
    format!("<svg {SPACE} viewBox=\"0 0 8 8\">{inside}{DRAWN}</svg>")
}

/// What hostile content becomes, and what is named as removed.
type Cleaned = (&'static str, &'static str, &'static str);

const CLEANED: &[Cleaned] = &[
    ("<script>x()</script>", "", "<script>"),
    ("<script href=\"https://a.example/x.js\"/>", "", "<script>"),
    ("<SCRIPT>x()</SCRIPT>", "", "<SCRIPT>"),
    ("<script><![CDATA[x()]]></script>", "", "<script>"),
    ("<script type=\"module\">import 'x'</script>", "", "<script>"),
    ("<g><g><script>x()</script></g></g>", "<g><g></g></g>", "<script>"),
    ("<s:script xmlns:s=\"http://www.w3.org/2000/svg\">x()</s:script>", "", "<s:script>"),
    ("<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">x()</h:script>", "", "<h:script>"),
    ("<g xmlns=\"http://www.w3.org/1999/xhtml\"><text>x</text></g>", "", "<g>"),
    ("<g onload=\"x()\"/>", "<g/>", "onload"),
    ("<g OnClick=\"x()\"></g>", "<g></g>", "OnClick"),
    ("<rect onmouseover='x()' width='1'/>", "<rect width=\"1\"/>", "onmouseover"),
    ("<rect onfocus=\"x()\" tabindex=\"1\" autofocus=\"\"/>", "<rect tabindex=\"1\" autofocus=\"\"/>", "onfocus"),
    ("<g ev:event=\"load\"/>", "<g/>", "ev:event"),
    ("<handler type=\"text/javascript\">x()</handler>", "", "<handler>"),
    ("<listener event=\"load\" handler=\"#x\"/>", "", "<listener>"),
    ("<foreignObject><b>x</b></foreignObject>", "", "<foreignObject>"),
    ("<foreignObject><iframe src=\"https://a.example/\"/></foreignObject>", "", "<foreignObject>"),
    ("<iframe src=\"https://a.example/\"/>", "", "<iframe>"),
    ("<embed src=\"x.swf\"/>", "", "<embed>"),
    ("<object data=\"x\"/>", "", "<object>"),
    ("<audio src=\"x\"/><video src=\"x\"/>", "", "<audio>, <video>"),
    ("<a href=\"javascript:x()\"><text>t</text></a>", "<a><text>t</text></a>", "href"),
    ("<a href=\"&#106;avascript:x()\"><text>t</text></a>", "<a><text>t</text></a>", "href"),
    ("<a href=\"java&#9;script:x()\"/>", "<a/>", "href"),
    ("<a xlink:href=\" JavaScript:x()\"/>", "<a/>", "xlink:href"),
    ("<a href=\"https://a.example/\"><text>t</text></a>", "<a><text>t</text></a>", "href"),
    ("<a href=\"data:text/html;base64,PGI+\"/>", "<a/>", "href"),
    ("<a href=\"//a.example/\" ping=\"//a.example/\"/>", "<a/>", "href, ping"),
    ("<animate attributeName=\"href\" values=\"javascript:x()\"/>", "", "<animate>"),
    ("<a><set attributeName=\"xlink:href\" to=\"javascript:x()\"/></a>", "<a></a>", "<set>"),
    ("<animateTransform attributeName=\"transform\"/>", "", "<animateTransform>"),
    ("<animateMotion><mpath href=\"#p\"/></animateMotion>", "", "<animateMotion>"),
    ("<discard/>", "", "<discard>"),
    ("<use href=\"https://a.example/x.svg#a\"/>", "<use/>", "href"),
    ("<use xlink:href=\"other.svg#a\"/>", "<use/>", "xlink:href"),
    ("<use href=\"data:image/svg+xml;base64,PHN2Zz4=#a\"/>", "<use/>", "href"),
    ("<image href=\"https://a.example/x.png\"/>", "", "<image>"),
    ("<image href=\"x.png\"/>", "", "<image>"),
    ("<image href=\"data:image/svg+xml;base64,PHN2Zz4=\"/>", "", "<image>"),
    ("<image href=\"data:image/png;base64,&quot;&gt;\"/>", "", "<image>"),
    ("<feImage href=\"https://a.example/x.png\"/>", "", "<feImage>"),
    ("<style>@import 'https://a.example/x.css';</style>", "", "<style>"),
    ("<style>rect{fill:url(https://a.example/x)}</style>", "", "<style>"),
    ("<style>@\\69mport 'x';</style>", "", "<style>"),
    ("<style><![CDATA[@import 'x';]]></style>", "", "<style>"),
    ("<style>@im<![CDATA[port 'x';]]></style>", "", "<style>"),
    ("<style>&#64;import 'x';</style>", "", "<style>"),
    ("<style>a{}<script>x()</script></style>", "", "<script>, <style>"),
    ("<style>@font-face{src:url(x)}</style>", "", "<style>"),
    ("<g style=\"background:url(//a.example/x)\"/>", "<g/>", "style"),
    ("<g fill=\"url(https://a.example/x#a)\"/>", "<g/>", "fill"),
    ("<g style=\"behavior:url(x)\"/>", "<g/>", "style"),
    ("<g filter=\"url('x.svg#f')\"/>", "<g/>", "filter"),
    ("<g xml:base=\"https://a.example/\"/>", "<g/>", "xml:base"),
    ("<?xml-stylesheet href=\"https://a.example/x.css\"?>", "", "<?xml-stylesheet?>"),
    ("<text><![CDATA[<script>x()</script>]]></text>", "<text></text>", "CDATA"),
    ("<!-- <script>x()</script> -->", "", ""),
    ("<metadata><script>x()</script></metadata>", "", ""),
    ("<inkscape:grid onload=\"x()\"/>", "", ""),
    ("<g data-x=\"javascript:x()\" inkscape:label=\"l\"/>", "<g/>", ""),
];

#[test]
fn what_runs_loads_or_leads_elsewhere_is_removed() {
    for (hostile, expected, removed) in CLEANED {
        let cleaned = clean(&framed(hostile)).expect(hostile);
        assert_eq!(cleaned.text, framed(expected), "{hostile}");
        assert_eq!(cleaned.removed.into_iter().collect::<Vec<_>>().join(", "), *removed, "{hostile}");
        let again = clean(&framed(expected)).expect(hostile);
        assert_eq!((again.text, again.removed.len()), (framed(expected), 0), "{hostile}: what is left is clean");
    }
}

#[test]
fn what_cannot_be_understood_is_refused() {
    let entity = |body: &str| format!("<!DOCTYPE svg [{body}]><svg {SPACE}>&x;</svg>");
    let group =
        |n: usize, uses: usize| format!("<g id=\"n{n}\">{}</g>", format!("<use href=\"#n{}\"/>", n + 1).repeat(uses));
    let doubled = (0..20).map(|n| group(n, 2)).collect::<Vec<_>>().concat();
    let wide = (0..4).map(|n| group(n, 20)).collect::<Vec<_>>().concat();
    let cases = [
        (String::new(), "it ends before its picture does"),
        ("logo".to_owned(), "text is outside of the picture"),
        (entity("<!ENTITY x \"<script>x()</script>\">"), "it defines entities"),
        (entity("<!ENTITY x SYSTEM \"file:///etc/passwd\">"), "it defines entities"),
        (entity("<!ENTITY % p SYSTEM \"https://a.example/x\"> %p;"), "it defines entities"),
        (framed("&nbsp;"), "it uses the entity `&nbsp;`"),
        (framed("<g id=\"&x;\"/>"), "the value of `id` is not well-formed or uses an entity"),
        (framed("<g>"), "it is not well-formed XML"),
        (framed("</g>"), "it is not well-formed XML"),
        (framed("<!-- a -- b -->"), "it is not well-formed XML"),
        (framed("<g id=\"a\" id=\"b\"/>"), "an attribute is not well-formed"),
        (framed("<g id=a/>"), "an attribute is not well-formed"),
        (format!("{}<script/>", framed("")), "it is not a picture"),
        (format!("{}{}", framed(""), framed("")), "it is not a picture"),
        (format!("<svg {SPACE}>"), "it ends before its picture does"),
        ("<svg><path/></svg>".to_owned(), "it is not a picture"),
        (format!("<html {SPACE}/>"), "it is not a picture"),
        ("<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>".to_owned(), "it is not a picture"),
        ("<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"/>".to_owned(), "it is not a picture"),
        (format!("<?xml version=\"1.0\" encoding=\"UTF-7\"?>{}", framed("")), "it declares another encoding"),
        (format!("<?xml version=\"1.0\" encoding='utf-16'?>{}", framed("")), "it declares another encoding"),
        (framed(&"<g>".repeat(300)), "its elements are nested more than 256 deep"),
        (framed(&doubled), "its references are nested more than 16 deep"),
        (framed(&wide), "its references draw more than 10000 elements"),
        (framed("<g id=\"a\"><use href=\"#a\"/></g>"), "its references are nested more than 16 deep"),
    ];
    for (svg, expected) in cases {
        let refused = clean(&svg).expect_err(&svg);
        assert!(refused.starts_with(expected), "{svg}: {refused}");
    }
}

#[test]
fn a_plain_picture_is_kept_byte_for_byte() {
    let link = "xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
    let pixels = "<image xlink:href=\"data:image/png;base64,iVBORw0KGgo=\" width=\"1\"/>";
    for svg in [
        framed(""),
        framed("<!-- Generator: a program --><title>A &amp; B</title><desc>&#8212;</desc>"),
        framed("<style>.a{fill:#123;stroke:url(#b)} g > path{opacity:.5}</style><g class='a'/>"),
        framed("<style type=\"text/css\"><![CDATA[.a{fill:#123}]]></style>"),
        framed("<defs><linearGradient id=\"b\"><stop offset=\"0\"/></linearGradient></defs><g fill=\"url(#b)\"/>"),
        framed("<symbol id=\"s\"><circle r=\"1\"/></symbol><use href=\"#s\"/><a href=\"#s\"/>"),
        framed("<text xml:space=\"preserve\" aria-label=\"https://a.example/\"> one <tspan>two</tspan></text>"),
        format!("\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\r\n{}\n", framed("")),
        format!("<svg {SPACE} {link}>{pixels}</svg>"),
    ] {
        let cleaned = clean(&svg).expect(&svg);
        assert_eq!((cleaned.text.as_str(), cleaned.removed.len()), (svg.as_str(), 0));
    }
}

fn fieldbook(folder: &Path, command: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .args([command, "--today", "2026-11-21", "--site"])
        .arg(folder)
        .current_dir(folder)
        .output()
        .expect("fieldbook runs")
}

#[test]
fn a_site_publishes_pictures_clean_and_no_file_that_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("content/pages");
    fs::create_dir_all(&pages).expect("made");
    let page =
        "---\ntitle: A\n---\n![1](plain.svg) ![2](runs.svg) ![3](torn.svg) ![4](run.html) [5](run.js) [6](plain.svg)\n";
    let files = [
        ("a.md", page.to_owned()),
        ("plain.svg", framed("")),
        ("runs.svg", framed("<script>x()</script>")),
        ("torn.svg", framed("<g>")),
        ("run.html", "<script>x()</script>".to_owned()),
        ("run.js", "x()".to_owned()),
    ];
    for (name, text) in files {
        fs::write(pages.join(name), text).expect("written");
    }
    let checked = String::from_utf8(fieldbook(folder.path(), "check").stdout).expect("text");
    for expected in [
        "content/pages/runs.svg: the picture is published without `<script>`",
        "content/pages/torn.svg: the picture is not published: it is not well-formed XML",
    ] {
        let (path, message) = expected.split_once(": ").expect("two parts");
        assert!(checked.contains(path) && checked.contains(message), "{expected}\n{checked}");
    }
    assert_eq!(checked.matches("links/unpublished-file").count(), 2, "{checked}");
    fieldbook(folder.path(), "build");
    let output = folder.path().join("public");
    let published = published(&output);
    let read = |name: &str| {
        let found = published.iter().find(|path| path.ends_with(name));
        found.map(|path| fs::read_to_string(path).expect("read"))
    };
    assert!(published.len() > 5, "control: the site is built");
    assert_eq!(read("plain.svg"), Some(framed("")));
    assert_eq!(read("runs.svg"), Some(framed("")));
    assert_eq!(["torn.svg", "run.html", "run.js"].map(read), [None, None, None]);
}

fn published(output: &Path) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(output).into_iter().map(|entry| entry.expect("listed").into_path());
    all.filter(|path| path.is_file()).collect()
}
