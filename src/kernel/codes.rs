//! Closed lists of code words.

/// Declares an enum whose values have the same code word in the database (a PostgreSQL enum), in files and on the wire.
#[macro_export]
macro_rules! code_enum {
    ($(#[$doc:meta])* $name:ident as $type:literal { $($(#[$variant_doc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
                 postgres_types::FromSql, postgres_types::ToSql)]
        #[postgres(name = $type)]
        pub enum $name {
            $($(#[$variant_doc])* #[postgres(name = $code)] #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in the database, in files and on the wire.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(code: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|value| value.code() == code).ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|value| value.code()).collect();
                    format!("`{code}` is none of {}", known.join(", "))
                })
            }
        }
    };
}
