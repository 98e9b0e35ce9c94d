//! Style, script and images: part of the program, under names that change with their content.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::LazyLock,
};

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{StatusCode, header};

/// A file of the portal.
struct Asset {
    path: String,
    media_type: &'static str,
    content: &'static str,
}

/// One script for every page, written in one file for each concern; each is a block of its own.
const SCRIPT: &str =
    concat!(include_str!("../assets/portal.js"), "{\n", include_str!("../assets/saving.js"), "}\n",);

/// Every file.
static ASSETS: LazyLock<[Asset; 3]> = LazyLock::new(|| {
    [
        asset("portal", "css", "text/css; charset=utf-8", include_str!("../assets/portal.css")),
        asset("portal", "js", "text/javascript; charset=utf-8", SCRIPT),
        asset("mark", "svg", "image/svg+xml", include_str!("../assets/mark.svg")),
    ]
});

fn asset(name: &str, extension: &str, media_type: &'static str, content: &'static str) -> Asset {
    // Another content, another name: browsers may keep each for ever.
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    Asset { path: format!("/assets/{name}-{:016x}.{extension}", hasher.finish()), media_type, content }
}

/// The address of the style.
pub(crate) fn style() -> &'static str {
    &ASSETS[0].path
}

/// The address of the script.
pub(crate) fn script() -> &'static str {
    &ASSETS[1].path
}

/// The address of the portal's mark.
pub(crate) fn mark() -> &'static str {
    &ASSETS[2].path
}

pub(crate) fn router() -> Router {
    Router::new().route("/assets/{file}", get(file))
}

async fn file(Path(file): Path<String>) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.path.strip_prefix("/assets/") == Some(&file)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, asset.content).into_response()
}
