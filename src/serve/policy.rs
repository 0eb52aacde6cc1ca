//! The Content-Security-Policy of an answer.
//!
//! A page carries its policy in a `meta` element, so that it holds on any host. The header repeats it and adds what a
//! `meta` element cannot say: that no other site may show the page in a frame.

/// Where a page's own policy begins; the theme's `base.html` writes it.
const META: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// What only a header can say.
const FRAMES: &str = "frame-ancestors 'none'";

/// What a picture may do that is opened as a document.
const PICTURE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/// Returns the policy of an answer of `content_type` with `body`.
pub(super) fn of(content_type: &str, body: &[u8]) -> String {
    let own = match content_type {
        "image/svg+xml" => Some(PICTURE.to_owned()),
        _ if content_type.starts_with("text/html") => own_policy(body),
        _ => None,
    };
    own.map_or_else(|| FRAMES.to_owned(), |own| format!("{own}; {FRAMES}"))
}

/// Returns the policy in the head of a page; `None` if it has none, or one that cannot be in a header.
fn own_policy(page: &[u8]) -> Option<String> {
    let end = page.windows(7).position(|window| window == b"</head>")?;
    let head = std::str::from_utf8(page.get(..end)?).ok()?;
    let (policy, _) = head.split_once(META)?.1.split_once('"')?;
    let is_plain = policy.chars().all(|letter| (letter.is_ascii_graphic() || letter == ' ') && letter != '&');
    is_plain.then(|| policy.trim_end_matches([';', ' ']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_header_of_a_page_repeats_its_own_policy_and_forbids_frames() {
        let page =
            "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'\"></head>";
        assert_eq!(
            of("text/html; charset=utf-8", page.as_bytes()),
            "default-src 'none'; img-src 'self'; frame-ancestors 'none'"
        );
    }

    #[test]
    fn a_policy_outside_the_head_or_with_other_letters_is_not_repeated() {
        let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
        for page in [
            format!("<head></head>{meta}default-src *\">"),
            format!("{meta}default-src *\">"),
            format!("{meta}default-src *\r\nX: y\"></head>"),
            format!("{meta}default-src &#39;none&#39;\"></head>"),
            format!("{meta}never closed</head>"),
        ] {
            assert_eq!(of("text/html", page.as_bytes()), "frame-ancestors 'none'", "{page}");
        }
    }

    #[test]
    fn a_picture_runs_nothing_and_other_files_are_in_no_frame() {
        let picture = of("image/svg+xml", b"");
        assert!(picture.starts_with("default-src 'none'") && picture.contains("sandbox"), "{picture}");
        assert_eq!(of("text/css; charset=utf-8", b""), "frame-ancestors 'none'");
    }
}
