use super::*;
use crate::settings::feature_codes::check_code;

#[test]
fn every_name_is_found_by_its_word_and_no_two_share_one() {
    for name in CodeName::ALL {
        assert_eq!(CodeName::of_word(name.word()), Some(*name));
    }
    assert_eq!(CodeName::of_word("Something new"), None);
}

#[test]
fn usual_codes_have_the_form_of_codes_and_no_two_are_the_same() {
    let usual = CodeName::ALL.iter().map(|name| name.usual());
    let mut all: Vec<String> = usual
        .flat_map(|codes| codes.iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    for code in &all {
        assert_eq!(check_code(code), Ok(()), "{code}");
    }
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn no_two_features_share_a_word() {
    let mut words: Vec<&str> = CodeFeature::ALL.iter().map(|it| it.word()).collect();
    let count = words.len();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), count);
}
