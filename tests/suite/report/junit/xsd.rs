//! As much of XML Schema 1.0 (Second Edition, 28 October 2004) as `junit.xsd` uses: elements with named and inline
//! types, sequences and choices with occurrences, extensions, attributes, patterns and the built-in types it names.

use super::xml::Element;

/// Returns where `document` differs from `schema`.
pub(super) fn faults(schema: &Element, document: &Element) -> Vec<String> {
    let mut check = Check { schema, faults: Vec::new() };
    match named(schema, "element", &document.name) {
        Some(declaration) => check.element(declaration, document),
        None => check.faults.push(format!("unknown root {}", document.name)),
    }
    check.faults
}

struct Check<'s> {
    schema: &'s Element,
    faults: Vec<String>,
}

impl<'s> Check<'s> {
    fn element(&mut self, declaration: &'s Element, element: &Element) {
        let name = declaration.attribute("type");
        let complex = declaration.child("complexType").or_else(|| named(self.schema, "complexType", name));
        if let Some(complex) = complex {
            self.complex(complex, element);
            return;
        }
        if !element.children.is_empty() || !element.attributes.is_empty() {
            self.faults.push(format!("{} holds text only", element.name));
        }
        self.value(declaration, &element.text, &element.name);
    }

    fn complex(&mut self, complex: &'s Element, element: &Element) {
        let mut shape = Shape::default();
        shape.read(self.schema, complex);
        for (name, value) in &element.attributes {
            match shape.attributes.iter().find(|attribute| attribute.attribute("name") == name) {
                Some(attribute) => self.value(attribute, value, &format!("{}/@{name}", element.name)),
                None => self.faults.push(format!("{} has no attribute {name}", element.name)),
            }
        }
        for attribute in shape.attributes.iter().filter(|attribute| attribute.attribute("use") == "required") {
            if !element.attributes.contains_key(attribute.attribute("name")) {
                self.faults.push(format!("{} wants attribute {}", element.name, attribute.attribute("name")));
            }
        }
        if !shape.is_text && !element.text.trim().is_empty() {
            self.faults.push(format!("{} holds no text", element.name));
        }
        let mut rest = element.children.as_slice();
        for particle in shape.particles {
            self.particle(particle, &mut rest);
        }
        if let Some(extra) = rest.first() {
            self.faults.push(format!("{} has {} where it does not belong", element.name, extra.name));
        }
    }

    /// Takes what fits `particle` off the front of `rest`.
    fn particle(&mut self, particle: &'s Element, rest: &mut &[Element]) {
        match particle.name.as_str() {
            "sequence" => particle.children.iter().for_each(|part| self.particle(part, rest)),
            "choice" => {
                let Some(first) = rest.first() else { return };
                if let Some(option) = particle.children.iter().find(|part| part.attribute("name") == first.name) {
                    self.particle(option, rest);
                }
            }
            _ => {
                let occurrences = |name| particle.attributes.get(name).map_or(1, |n| n.parse().unwrap_or(usize::MAX));
                let name = particle.attribute("name");
                let count = rest.iter().take_while(|element| element.name == name).count();
                let (taken, left) = rest.split_at(count.min(occurrences("maxOccurs")));
                if count < occurrences("minOccurs") {
                    self.faults.push(format!("{name} is missing"));
                }
                for element in taken {
                    self.element(particle, element);
                }
                *rest = left;
            }
        }
    }

    /// Checks a text against the simple type that `holder` names or contains.
    fn value(&mut self, holder: &'s Element, value: &str, place: &str) {
        let name = holder.attribute("type");
        let simple = holder.child("simpleType").or_else(|| named(self.schema, "simpleType", name));
        let Some(restriction) = simple.and_then(|simple| simple.child("restriction")) else {
            return self.built_in(name, value, place);
        };
        for facet in &restriction.children {
            let wanted = facet.attribute("value");
            let fits = match facet.name.as_str() {
                "minLength" => value.trim().chars().count() >= wanted.parse().unwrap(),
                "pattern" => regex::Regex::new(&format!("^(?:{wanted})$")).unwrap().is_match(value),
                _ => true,
            };
            if !fits {
                self.faults.push(format!("{place}: {value:?} misses {} {wanted}", facet.name));
            }
        }
        let base = restriction.attribute("base");
        match named(self.schema, "simpleType", base).and_then(|simple| simple.child("restriction")) {
            Some(base) => self.built_in(base.attribute("base"), value, place),
            None => self.built_in(base, value, place),
        }
    }

    fn built_in(&mut self, name: &str, value: &str, place: &str) {
        let pattern = match name {
            "xs:int" => r"^[+-]?[0-9]{1,9}$",
            "xs:decimal" => r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$",
            "xs:dateTime" => r"^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9:]{5})?$",
            "xs:string" | "xs:token" => return,
            _ => panic!("the schema uses {name}, which this check does not know"),
        };
        if !regex::Regex::new(pattern).unwrap().is_match(value.trim()) {
            self.faults.push(format!("{place}: {value:?} is no {name}"));
        }
    }
}

/// What a complex type allows, with that of the types it extends.
#[derive(Default)]
struct Shape<'s> {
    particles: Vec<&'s Element>,
    attributes: Vec<&'s Element>,
    is_text: bool,
}

impl<'s> Shape<'s> {
    fn read(&mut self, schema: &'s Element, holder: &'s Element) {
        for child in &holder.children {
            match child.name.as_str() {
                "sequence" | "choice" => self.particles.push(child),
                "attribute" => self.attributes.push(child),
                "simpleContent" => {
                    self.is_text = true;
                    self.read(schema, child);
                }
                "complexContent" => self.read(schema, child),
                "extension" => {
                    if let Some(base) = named(schema, "complexType", child.attribute("base")) {
                        self.read(schema, base);
                    }
                    self.read(schema, child);
                }
                "annotation" => {}
                other => panic!("the schema uses {other}, which this check does not know"),
            }
        }
    }
}

fn named<'s>(schema: &'s Element, form: &str, name: &str) -> Option<&'s Element> {
    schema.children.iter().find(|child| child.name == form && child.attribute("name") == name)
}
