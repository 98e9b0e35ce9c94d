use ebox_domain::partition::Extent;

use crate::world::*;

/// Every page, and every place where a form of a manager goes.
const PAGES: [&str; 16] = [
    "/manage",
    "/manage/people",
    "/manage/people/right",
    "/manage/people/manager",
    "/manage/partitions",
    "/manage/partitions/.new",
    "/manage/partitions/wages",
    "/manage/rules",
    "/manage/rules/.new",
    "/manage/rules/1/trial",
    "/manage/suggestions",
    "/manage/mandates",
    "/manage/mandates/.new",
    "/manage/preferences",
    "/manage/audit",
    "/manage/audit/file",
];
const FORMS: [&str; 16] = [
    "/manage/people/right",
    "/manage/people/rights/0198f0a5-7b1a-7000-8000-000000000001/withdraw",
    "/manage/people/manager",
    "/manage/people/manager/dismiss",
    "/manage/partitions/.new",
    "/manage/partitions/wages",
    "/manage/partitions/wages/delete",
    "/manage/rules/.new",
    "/manage/rules/1/move",
    "/manage/rules/1/delete",
    "/manage/rules/1/trial",
    "/manage/suggestions/0198f0a5-7b1a-7000-8000-000000000001",
    "/manage/mandates/.new",
    "/manage/mandates/0198f0a5-7b1a-7000-8000-000000000001",
    "/manage/preferences/address",
    "/manage/preferences/exclusive",
];

#[tokio::test]
async fn whoever_manages_nothing_gets_a_page_that_says_so_and_changes_nothing() {
    let world = World::new().await;
    let bram = world.with_reader(BRAM, "Bram Dupont").await;
    let before = world.records().await;
    for path in PAGES {
        let page = world.get(&bram, path).await;
        assert_eq!(page.status(), 403, "{path}");
        assert!(page.text().contains("This is for access managers"), "{path}");
    }
    for path in FORMS {
        let page = world.post(&bram, path, &[("id", "x"), ("name_nl", "X"), ("confirmed", "yes")]).await;
        assert_eq!(page.status(), 403, "{path}");
    }
    assert_eq!(world.records().await, before);
}

#[tokio::test]
async fn no_address_leads_elsewhere() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    for path in ["//evil.example/x", "/\\evil.example/x", "//evil.example"] {
        let chosen = world.get(&anna, &format!("{path}?lang=fr")).await;
        assert_eq!(chosen.location(), "/", "{path}");
        let missing = world.get(&anna, path).await;
        assert!(!missing.text().contains("evil.example"), "{path}: {}", missing.text());
    }
}

#[tokio::test]
async fn a_form_without_the_token_of_the_session_changes_nothing() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let before = world.records().await;
    for path in FORMS {
        let fields = [("id", "x"), ("name_nl", "X"), ("confirmed", "yes"), ("form_token", "stolen")];
        for fields in [&fields[..3], &fields[..]] {
            let page = world.post_as_it_is(&anna, path, fields).await;
            assert_eq!(page.status(), 403, "{path}");
            assert!(page.text().contains("This form is no longer valid"), "{path}");
        }
    }
    assert_eq!(world.records().await, before);
}

#[tokio::test]
async fn what_another_enterprise_has_is_not_there() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let other = World::by(OTHER);
    let name = ebox_domain::LocalizedText::untranslated("Secret");
    let partition = ebox_partition::Partition { id: "theirs".parse().expect("an identifier"), name };
    world.partitions.create(&other, partition).await.expect("created");
    let right = world.partitions.grant(&other, ssin(CLEO), Extent::WholeEbox).await.expect("granted");

    let page = world.get(&anna, "/manage/partitions/theirs").await;
    assert_eq!(page.status(), 404);
    assert!(!page.text().contains("Secret"));
    let renamed = world.post(&anna, "/manage/partitions/theirs", &[("name_nl", "Mine"), ("seen", "1")]).await;
    assert_eq!(renamed.status(), 404);
    let deleted = world.post(&anna, "/manage/partitions/theirs/delete", &[("confirmed", "yes")]).await;
    assert_eq!(deleted.location(), "/manage/partitions?done=gone");
    let path = format!("/manage/people/rights/{}/withdraw", right.id);
    assert_eq!(world.post(&anna, &path, &[]).await.location(), "/manage/people?done=gone");
    let known = format!("/manage/people/right?person={}", world.key_of(CLEO));
    assert_eq!(world.get(&anna, &known).await.status(), 404, "whose rights are elsewhere is nobody here");

    let (partitions, arrangement) = world.partitions.arrangement(enterprise(OTHER)).await.expect("read");
    assert_eq!((partitions.len(), arrangement.rights.len()), (2, 1));
}

#[tokio::test]
async fn markup_in_names_stays_text() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let hostile = "<script>alert('x')</script>";
    let created = world.post(&anna, "/manage/partitions/.new", &[("id", "odd"), ("name_en", hostile)]).await;
    assert_eq!(created.location(), "/manage/partitions?done=created");
    let person = [("ssin", CLEO), ("name", hostile), ("extent", "odd")];
    assert_eq!(world.post(&anna, "/manage/people/right", &person).await.status(), 303);
    for path in ["/manage/partitions", "/manage/partitions/odd", "/manage/people", "/manage/people/right"] {
        let text = world.get(&anna, path).await.text();
        assert!(!text.contains(hostile) && text.contains("alert("), "{path}: {text}");
    }
    let wrong = world.post(&anna, "/manage/partitions/.new", &[("id", hostile)]).await;
    assert_eq!(wrong.status(), 422);
    assert!(!wrong.text().contains(hostile));
}

#[tokio::test]
async fn nobody_s_number_is_on_a_page() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    world.post(&anna, "/manage/people/right", &[("ssin", CLEO), ("name", "Cléo"), ("extent", "*")]).await;
    let text = world.get(&anna, "/manage/people").await.text();
    assert!(text.contains("Cléo") && text.contains("**.**.**-222.33"), "{text}");
    for number in [ANNA, CLEO] {
        assert!(!text.contains(number), "{number} in {text}");
    }
}
