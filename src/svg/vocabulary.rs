//! The elements of SVG that may be published, and in which pictures; its name spaces.
//!
//! An element that is not listed runs, loads a file or is not known. Drawings are made from text that authors write, so
//! they contain fewer elements than pictures of drawing programs.

use Use::{Drawings, Pictures};

/// The name space of SVG.
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
/// The name space of `xlink:href`.
pub(super) const XLINK: &str = "http://www.w3.org/1999/xlink";

/// In what an element may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// In drawings, and in pictures that authors add.
    Drawings,
    /// In pictures that authors add: links and pictures inside pictures are examined there.
    Pictures,
}

/// Elements that draw or group (SVG 2), sorted.
const ELEMENTS: [(&str, Use); 59] = [
    ("a", Pictures),
    ("circle", Drawings),
    ("clipPath", Drawings),
    ("defs", Drawings),
    ("desc", Drawings),
    ("ellipse", Drawings),
    ("feBlend", Pictures),
    ("feColorMatrix", Pictures),
    ("feComponentTransfer", Pictures),
    ("feComposite", Drawings),
    ("feConvolveMatrix", Pictures),
    ("feDiffuseLighting", Pictures),
    ("feDisplacementMap", Pictures),
    ("feDistantLight", Pictures),
    ("feDropShadow", Drawings),
    ("feFlood", Drawings),
    ("feFuncA", Pictures),
    ("feFuncB", Pictures),
    ("feFuncG", Pictures),
    ("feFuncR", Pictures),
    ("feGaussianBlur", Drawings),
    ("feMerge", Drawings),
    ("feMergeNode", Drawings),
    ("feMorphology", Pictures),
    ("feOffset", Drawings),
    ("fePointLight", Pictures),
    ("feSpecularLighting", Pictures),
    ("feSpotLight", Pictures),
    ("feTile", Pictures),
    ("feTurbulence", Pictures),
    ("filter", Drawings),
    ("g", Drawings),
    ("hatch", Pictures),
    ("hatchpath", Pictures),
    ("image", Pictures),
    ("line", Drawings),
    ("linearGradient", Drawings),
    ("marker", Drawings),
    ("mask", Drawings),
    ("mesh", Pictures),
    ("meshgradient", Pictures),
    ("meshpatch", Pictures),
    ("meshrow", Pictures),
    ("path", Drawings),
    ("pattern", Drawings),
    ("polygon", Drawings),
    ("polyline", Drawings),
    ("radialGradient", Drawings),
    ("rect", Drawings),
    ("stop", Drawings),
    ("style", Drawings),
    ("svg", Drawings),
    ("switch", Pictures),
    ("symbol", Drawings),
    ("text", Drawings),
    ("textPath", Pictures),
    ("title", Drawings),
    ("tspan", Drawings),
    ("use", Drawings),
];

fn use_of(element: &str) -> Option<Use> {
    let index = ELEMENTS.binary_search_by_key(&element, |(name, _)| name).ok()?;
    ELEMENTS.get(index).map(|(_, allowed)| *allowed)
}

/// Returns whether `element` may be in a picture that an author added.
pub(super) fn is_in_pictures(element: &str) -> bool {
    use_of(element).is_some()
}

/// Returns whether `element` may be in a drawing.
pub(super) fn is_in_drawings(element: &str) -> bool {
    use_of(element) == Some(Drawings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_only_pictures_have_links_and_pictures() {
        assert!(ELEMENTS.is_sorted_by_key(|(name, _)| *name));
        let uses = ["path", "a", "image", "script", "foreignObject", "Path"].map(use_of);
        assert_eq!(uses, [Some(Drawings), Some(Pictures), Some(Pictures), None, None, None]);
    }
}
