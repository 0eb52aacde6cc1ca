//! Export archives of Notion.

use super::office::{PNG, zip};
use super::{imported, pieces, source, text_of};

const ID: &str = "0123456789abcdef0123456789abcdef";

const CARD: &str = "# Globex card

Owner: Ann Example
Tags: pricing, limits

Globex stops at **5 TB** a day. See [the plans](https://docs.globex.example/plans).

<aside>
💡 Ask first.

</aside>

[Home](../Home%200123456789abcdef0123456789abcdef.md) and [bad](javascript:alert(1)) <b onclick=\"x\">bold</b>

![plan.png](Globex%20card%200123456789abcdef0123456789abcdef/plan.png)

`Globex is code here now`
";

const WRITTEN: &str = "---
kind: page
status: unreviewed
claims:
  - id: globex-stops-at-5-tb-a
    text: Globex stops at 5 TB a day.
---

# Globex card

- **Owner:** Ann Example
- **Tags:** pricing, limits

Globex stops at **5 TB** a day.[^globex-stops-at-5-tb-a] See [the plans](https://docs.globex.example/plans).

> [!NOTE]
> 💡 Ask first.

[Home](../home.md) and bad \\<b onclick=\"x\">bold\\</b>

![](globex-card-files/plan.png)

`Globex is code here now`
";

#[test]
fn ids_go_links_stay_and_databases_become_tables() {
    let path = |text: &str| text.replace("ID", ID);
    let names = [
        "Home ID.md",
        "Sales ID/Globex card ID.md",
        "Sales ID/Globex card ID/plan.png",
        "Deals ID.csv",
        "Deals ID_all.csv",
        "Deals ID/First deal ID.md",
    ]
    .map(path);
    let contents: [&[u8]; 6] = [
        b"# Home\n\n[Deals](Deals%200123456789abcdef0123456789abcdef.csv)\n",
        CARD.as_bytes(),
        PNG,
        b"Name\nFirst deal\n",
        b"\xef\xbb\xbfName,Amount\nFirst deal,10\nSecond,\"5|6\"\n",
        b"# First deal\n\nText.\n",
    ];
    let parts: Vec<(&str, &[u8])> = names.iter().map(String::as_str).zip(contents).collect();
    let (one, other) = parts.split_at(3);
    let export = zip(&[("Export-Part-1.zip", &zip(one)), ("Export-Part-2.zip", &zip(other))]);
    let import = imported(vec![source("Export.zip", export)]);
    assert_eq!(text_of(&import, "sales/globex-card.md"), WRITTEN);
    let deals = "---\nkind: page\ntitle: Deals\nstatus: unreviewed\n---\n\n| Name | Amount |\n| --- | --- |\n| [First deal](deals/first-deal.md) | 10 |\n| Second | 5\\|6 |\n";
    assert_eq!(text_of(&import, "deals.md"), deals);
    assert!(text_of(&import, "home.md").contains("[Deals](deals.md)"));
    let expected = [
        "changed: properties (): a list below the title",
        "left out: link (line 13): the text is there, the address is not: javascript:alert(1)",
        "changed: HTML (line 13): as text: <b onclick=\"x\">",
        "changed: HTML (line 13): as text: </b>",
    ];
    assert_eq!(pieces(&import), expected);
    let left: Vec<(&str, &str)> = import
        .rows
        .iter()
        .filter(|row| row.target.is_none())
        .map(|row| (row.source.as_str(), row.what.as_str()))
        .collect();
    assert_eq!(
        left,
        [(path("Deals ID.csv").as_str(), "a view of a database; the file with all its rows was imported")]
    );
}
