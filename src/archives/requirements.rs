//! What a volume must hold: data, and why.

use super::codes::{Class, ItemType};

/// One type of item that every volume of a class has.
#[derive(Debug, Clone, Copy)]
pub struct Required {
    /// The class.
    pub class: Class,
    /// The type.
    pub item_type: ItemType,
}

/// The types without which a volume of results proves no line. Reports of inspections and papers of changes come as they
/// happen, and general documents of a year have no fixed set: a volume of those must hold something, no more.
pub const REQUIRED: [Required; 10] = [
    // What makes the line law (R353 art. 9, 13).
    results(ItemType::Approval),
    // What both sides signed, with its map and its words (R353 art. 4, 13).
    results(ItemType::Agreement),
    results(ItemType::AgreementMap),
    results(ItemType::LineDescription),
    // The survey results that GB/T 17796 lists: by them markers and line are found again.
    results(ItemType::MarkerRegistration),
    results(ItemType::MarkerPhotos),
    results(ItemType::MarkerResults),
    results(ItemType::PointResults),
    // How both sides came to it, and how it was surveyed.
    results(ItemType::Minutes),
    results(ItemType::TechnicalReport),
];

const fn results(item_type: ItemType) -> Required {
    Required { class: Class::Results, item_type }
}

/// What an item of a type must bear to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authentication {
    /// Every seal.
    pub sealed: bool,
    /// Every signature.
    pub signed: bool,
}

/// What makes an item of this type authentic, wherever it is.
#[must_use]
pub const fn authentication(item_type: ItemType) -> Authentication {
    let (sealed, signed) = match item_type {
        // Originals of both sides: their governments' seals and their representatives' signatures.
        ItemType::Agreement | ItemType::AgreementMap | ItemType::InspectionReport => (true, true),
        // The seal of who issued it.
        ItemType::Approval | ItemType::TechnicalReport => (true, false),
        // Who surveyed and who was present signs.
        ItemType::MarkerRegistration | ItemType::Minutes => (false, true),
        // Annexes of what is signed, pictures, and papers of any kind.
        ItemType::LineDescription
        | ItemType::MarkerPhotos
        | ItemType::MarkerResults
        | ItemType::PointResults
        | ItemType::ChangePapers
        | ItemType::Other => (false, false),
    };
    Authentication { sealed, signed }
}

/// The types that every volume of a class has.
pub fn of_class(class: Class) -> impl Iterator<Item = ItemType> {
    REQUIRED.iter().filter(move |required| required.class == class).map(|required| required.item_type)
}
