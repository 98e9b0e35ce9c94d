//! The table and the documents say the same.

use std::collections::BTreeSet;

use ebox_server::{access::tables, api_documents};

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "patch", "options", "head"];

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let mut documented = BTreeSet::new();
    for (name, document) in api_documents() {
        for (path, item) in document["paths"].as_object().expect("paths") {
            for method in METHODS.into_iter().filter(|method| item.get(method).is_some()) {
                documented.insert((name.to_owned(), method.to_owned(), path.clone()));
            }
        }
    }
    let mut described = BTreeSet::new();
    for table in tables() {
        for row in table.rows {
            let operation = (table.document.to_owned(), row.method.to_owned(), row.path.to_owned());
            assert!(described.insert(operation), "{} {} has two rows", row.method, row.path);
        }
    }
    let without_row: Vec<_> = documented.difference(&described).collect();
    assert!(without_row.is_empty(), "add a row to server/src/access/table.rs for {without_row:#?}");
    let without_operation: Vec<_> = described.difference(&documented).collect();
    assert!(without_operation.is_empty(), "no operation for the rows {without_operation:#?}");
}

#[test]
fn tables_lie_where_their_documents_say() {
    for (name, document) in api_documents() {
        let table = tables().into_iter().find(|table| table.document == name).expect(name);
        let server = document["servers"][0]["url"].as_str().unwrap_or_default().trim_end_matches('/');
        assert_eq!(server, table.base, "{name}");
    }
}
