//! Sources and pictures that want to run, load or lead away.

use fieldbook::diagrams::draw;
use fieldbook::svg::refusal;

/// Sources that try each way into the picture.
const SOURCES: [&str; 24] = [
    "flowchart TD\na[\"<script>alert(1)</script><img src=x onerror=alert(1)>\"]-->b[\"</text><script>alert(2)</script>\"]",
    "flowchart TD\na-->b\nclick a \"javascript:alert(1)\" \"tip\"",
    "flowchart TD\na-->b\nclick b \"https://evil.example/\" _blank",
    "flowchart TD\na-->b\nclick a call cb()",
    "%%{init: {\"themeCSS\":\"@import url(https://evil.example/x.css);} </style><script>alert(1)</script>\"}}%%\nflowchart TD\na-->b",
    "%%{init: {\"fontFamily\":\"x;}</style><script>alert(1)</script>\",\"securityLevel\":\"loose\",\"htmlLabels\":true,\"flowchart\":{\"htmlLabels\":true}}}%%\nflowchart TD\na[\"<b onclick=alert(1)>x</b>\"]-->b",
    "%%{init: {\"themeVariables\":{\"primaryColor\":\"url(https://evil.example/a)\",\"lineColor\":\"red;} * {background:url(//evil.example/x)\"}}}%%\nflowchart TD\na-->b",
    "---\nconfig:\n  securityLevel: loose\n  themeCSS: \"@import 'https://evil.example/x'\"\n---\nflowchart TD\na-->b",
    "---\ntitle: \"</text><script>alert(1)</script>\"\n---\nflowchart TD\na-->b",
    "flowchart TD\na-->b\nstyle a fill:url(https://evil.example/x),background:url(//evil.example/y)",
    "flowchart TD\na-->b\nclassDef z fill:expression(alert(1)),color:red;\nclass b z",
    "flowchart TD\na-->b\nlinkStyle 0 stroke:url(https://evil.example/z)",
    "flowchart TD\na@{ img: \"https://evil.example/x.png\", label: \"x\", h: 60 }",
    "flowchart TD\naccTitle: </title><script>alert(1)</script>\naccDescr: </desc><script>alert(2)</script>\na-->b",
    "flowchart TD\na[\"&lt;script&gt;alert(1)&lt;/script&gt; #60;script#62;\"]",
    "flowchart TD\na[\"\u{202e}\u{1}\u{fffe} x\"]-->b",
    "sequenceDiagram\nparticipant a\nlink a: Evil @ javascript:alert(1)\na->>a: x",
    "sequenceDiagram\nparticipant a\nlinks a: {\"Evil\": \"https://evil.example/x\"}\na->>a: <script>alert(1)</script>",
    "sequenceDiagram\nparticipant a\nproperties a: {\"class\":\"x\\\" onload=\\\"alert(1)\"}\nNote over a: <img src=x onerror=alert(1)>\na->>a: x",
    "C4Context\nPerson(a,\"<script>x</script>\",$link=\"javascript:alert(1)\",$sprite=\"https://evil.example/x.png\")",
    "C4Context\nPerson(a,\"x\")\nUpdateElementStyle(a,$bgColor=\"url(https://evil.example/x)\",$fontColor=\"red\")",
    "classDiagram\nclass A\nlink A \"javascript:alert(1)\" \"x\"\nclick A href \"https://evil.example/\"",
    "erDiagram\n\"<script>x</script>\" ||--o{ B : \"<img onerror=x src=y>\"",
    "stateDiagram-v2\ns1: <script>alert(1)</script>\ns1-->s2: <iframe src=//evil.example>",
];

/// Returns what a picture holds that could run, load or lead away, read by another means than the program's guard.
fn dangers(svg: &str) -> Vec<String> {
    let values = regex::Regex::new("=\"[^\"]*\"").expect("a pattern");
    let texts = regex::Regex::new(">[^<]*<").expect("a pattern");
    let names = texts.replace_all(&values.replace_all(svg, "=\"\""), "><").to_lowercase();
    let outside_words = texts.replace_all(svg, "><").to_lowercase();
    let styles: String = svg.split("<style").skip(1).filter_map(|rest| rest.split("</style>").next()).collect();
    let find = |pattern: &str, text: &str| {
        regex::Regex::new(pattern).expect("a pattern").find(text).map(|found| found.as_str().to_owned())
    };
    let loads = r"@import|expression\(|url\(\s*'?[^#'\s]";
    [
        find(r"<(?:script|foreignobject|a|image|iframe|embed|object|animate|set|handler)\b", &names),
        find(r"<[^>]*\son[a-z]+=", &names),
        find(r#"(?:href|src)="[^#"]"#, &outside_words),
        find(r"<[!?]", &names),
        find(loads, &styles),
        find(&format!(r#"="[^"]*(?:{loads})"#), &outside_words),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn nothing_hostile_is_drawn() {
    let (mut drawn, mut refused) = (0, 0);
    for source in SOURCES {
        match draw(source) {
            Ok(diagram) => {
                let text = String::from_utf8(diagram.svg).expect("a text");
                assert_eq!(dangers(&text), Vec::<String>::new(), "{source}");
                drawn += 1;
            }
            Err(fault) => {
                assert!(!fault.message.is_empty() && !fault.message.contains('\n'), "{fault:?}");
                refused += 1;
            }
        }
    }
    assert!(drawn > 5 && refused > 3, "{drawn} drawn, {refused} refused");
}

/// Pictures that no page may show, each between `<svg xmlns="http://www.w3.org/2000/svg">` and its end.
const PICTURES: [&str; 27] = [
    "<script>alert(1)</script>",
    "<g onload=\"alert(1)\"/>",
    "<g ONCLICK=\"alert(1)\"/>",
    "<foreignObject><b>x</b></foreignObject>",
    "<a href=\"#x\"><text>x</text></a>",
    "<image href=\"data:image/png;base64,AA\"/>",
    "<use href=\"https://evil.example/x.svg#a\"/>",
    "<use xlink:href=\"//evil.example/x.svg#a\"/>",
    "<animate attributeName=\"href\" values=\"javascript:alert(1)\"/>",
    "<set attributeName=\"onload\" to=\"alert(1)\"/>",
    "<style>@import \"https://evil.example/x.css\";</style>",
    "<style>a{fill:url(https://evil.example/x)}</style>",
    "<style>a{fill:url( 'x.svg#a')}</style>",
    "<style>a{fill:u\\72l(x)}</style>",
    "<style>@font-face{font-family:x;src:local(x)}</style>",
    "<style>a{background:image-set(\"x.png\" 1x)}</style>",
    "<style>a{fill:u&#x72;l(x)}</style>",
    "<style><![CDATA[@import \"x\";]]></style>",
    "<rect style=\"fill:url(//evil.example/x)\"/>",
    "<rect fill=\"url(&#104;ttps://evil.example/x)\"/>",
    "<rect filter=\"url('x.svg#a')\"/>",
    "<rect xml:base=\"https://evil.example/\"/>",
    "<g xmlns=\"http://www.w3.org/1999/xhtml\"/>",
    "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>",
    "<?xml-stylesheet href=\"x.css\"?>",
    "<g>",
    "<g></rect>",
];

#[test]
fn the_guard_refuses_what_runs_or_loads() {
    let framed = |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
    for picture in PICTURES {
        assert!(refusal(&framed(picture)).is_some(), "{picture}");
    }
    assert!(refusal("<!DOCTYPE svg [<!ENTITY x \"y\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>").is_some());
    assert!(refusal("").is_some());
    let kept = "<style>#d &gt; a{fill:url(#grad)}</style><use href=\"#s\"/><rect fill=\"url('#g')\" data-id=\"url(x)\"/><text>javascript: &lt;script&gt;</text>";
    assert_eq!(refusal(&framed(kept)), None, "control");
    let kept = kept.replace(" data-id=\"url(x)\"", "");
    assert_eq!(dangers(&framed(&kept)), Vec::<String>::new(), "control");
    assert_eq!(
        dangers(&framed("<script/><g onload=\"x\"/><a href=\"x\"/><rect fill=\"url(x)\"/>")).len(),
        4,
        "control"
    );
}
