//! Where everything is joined: the parts, the routes, the router.

use std::sync::Arc;

use axum::{Router, middleware};
use metrics_exporter_prometheus::PrometheusHandle;

use crate::{
    accounts::{self, Accounts},
    archives::{self, http::ArchivesState},
    boundaries::{self, http::BoundariesState},
    config::ArchiveSettings,
    cooperation::{self, http::CooperationState},
    custody::{self, http::CustodyState},
    db::Db,
    features::{self, Features},
    field::{self, http::FieldState},
    http::{Route, layers, route},
    imports::{self, http::ImportsState},
    index::live::Index,
    inspections::{self, http::InspectionsState},
    kernel::{clock::Clock, ids::Ids, words::Exactness},
    lookup::{self, http::LookupState},
    naming::{
        self, ContactPoint,
        clinic::{self, http::ClinicState},
        http::NamingState,
    },
    obligations::{self, http::ObligationsState},
    open311::{self, Open311},
    operations::{self, http::OperationsState},
    pages,
    photos::{self, ObjectStore, Photos},
    publications::{self, http::PublicationsState, service::Confirmation},
    register::{self, http::RegisterState},
    search::{self, Search},
    signs::{
        self,
        citizens::Intake,
        http::{SignsState, citizens::CitizensState},
    },
};

/// The parts of a running program.
/// Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The register in memory.
    pub index: Arc<Index>,
    /// What time it is.
    pub clock: Clock,
    /// New identifiers.
    pub ids: Ids,
    /// Where pictures are kept.
    pub objects: ObjectStore,
    /// Measurements; absent where none are collected.
    pub metrics: Option<PrometheusHandle>,
    /// Whether X-Forwarded-* headers are believed.
    pub trust_proxy: bool,
    /// Whether opinions from the web are confirmed by mail.
    pub confirmation: Confirmation,
    /// Whom public notices tell people to ask, unless a draft says otherwise.
    pub contact: ContactPoint,
    /// How exactly the faces of signs are to spell, unless a question says otherwise.
    pub exactness: Exactness,
    /// How archives are numbered and judged.
    pub archives: ArchiveSettings,
}

impl App {
    /// Every route of the program with its owner: the table of contents of the API.
    #[must_use]
    pub fn routes(&self) -> Vec<Route> {
        let Self { db, index, clock, ids, objects, trust_proxy, metrics, confirmation, contact, exactness, archives } =
            self.clone();
        let photos = Photos::new(db.clone(), ids.clone(), objects.clone());
        let signs =
            SignsState { db: db.clone(), index: Arc::clone(&index), clock: clock.clone(), ids: ids.clone(), exactness };
        let intake = Intake::new(db.clone(), ids.clone(), photos.clone());
        let mut routes: Vec<Route> = [
            accounts::routes(&self.accounts()),
            features::routes(&Features::new(db.clone(), Arc::clone(&index), trust_proxy)),
            lookup::http::routes(LookupState::new(db.clone(), Arc::clone(&index), clock.clone())),
            search::routes(Search::new(Arc::clone(&index), trust_proxy)),
            publications::http::routes(&PublicationsState {
                db: db.clone(),
                ids: ids.clone(),
                trust_proxy,
                confirmation,
            }),
            imports::http::routes(&ImportsState { db: db.clone(), ids: ids.clone(), index: Arc::clone(&index) }),
            obligations::http::routes(&ObligationsState {
                db: db.clone(),
                clock: clock.clone(),
                ids: ids.clone(),
                trust_proxy,
            }),
            clinic::http::routes(ClinicState { db: db.clone(), index: Arc::clone(&index), clock: clock.clone() }),
            naming::http::routes(&NamingState {
                db: db.clone(),
                index: Arc::clone(&index),
                clock: clock.clone(),
                ids: ids.clone(),
                contact,
            }),
            boundaries::http::routes(&BoundariesState { db: db.clone(), index: Arc::clone(&index), ids: ids.clone() }),
            cooperation::http::routes(&CooperationState { db: db.clone(), ids: ids.clone() }),
            custody::http::routes(&CustodyState { db: db.clone(), ids: ids.clone() }),
            inspections::http::routes(&InspectionsState { db: db.clone(), ids: ids.clone() }),
            field::http::routes(&FieldState { db: db.clone(), clock: clock.clone(), ids: ids.clone() }),
            signs::http::routes(&signs),
            signs::http::citizens::routes(&CitizensState::new(signs, intake.clone(), trust_proxy)),
            open311::routes(&Open311 { db: db.clone(), intake, accounts: self.accounts() }),
            photos::http::routes(&photos),
            archives::http::routes(&ArchivesState::new(db.clone(), ids.clone(), objects, archives)),
            register::http::routes(&RegisterState { db: db.clone(), index: Arc::clone(&index), clock, ids }),
            operations::http::routes(OperationsState { db, index, metrics }),
        ]
        .into_iter()
        .flatten()
        .collect();
        routes.extend(pages::http::routes(&routes));
        routes
    }

    /// The service: routes, authentication, and the layers around all.
    pub fn router(&self) -> Router {
        self.serving(self.routes())
    }

    /// These routes, served like those of the program.
    pub fn serving(&self, routes: Vec<Route>) -> Router {
        let known = middleware::from_fn_with_state(Arc::new(self.accounts()), accounts::authenticate);
        layers::around(route::router(routes), Arc::clone(&self.index), known)
    }

    fn accounts(&self) -> Accounts {
        Accounts { db: self.db.clone(), ids: self.ids.clone(), trust_proxy: self.trust_proxy }
    }
}
