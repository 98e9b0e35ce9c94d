//! Source text without what is not code: comments, the insides of texts, and tests.

/// The source with comments, texts and items under `#[cfg(test)]` blanked out; lines stay where they are.
pub(super) fn of(source: &str) -> String {
    without_tests(&without_prose(source))
}

/// Blanks comments and the insides of string and character literals.
fn without_prose(source: &str) -> String {
    let mut rest = source;
    let mut code = String::with_capacity(source.len());
    while let Some(first) = rest.chars().next() {
        let prose = prose_length(rest);
        let (taken, left) = rest.split_at(prose.unwrap_or(first.len_utf8()));
        if prose.is_some() {
            code.extend(blank(taken));
        } else {
            code.push_str(taken);
        }
        rest = left;
    }
    code
}

/// The length of the comment or literal that the text begins with; `None` when it begins with code.
fn prose_length(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(block_comment_length(text));
    }
    if text.starts_with('"') {
        return Some(quoted_length(text, '"'));
    }
    if let Some(raw) = text.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let body = &raw[hashes + 1..];
            let length = body.find(&end).map_or(body.len(), |at| at + end.len());
            return Some(1 + hashes + 1 + length);
        }
    }
    // A lifetime has no closing quote where a character literal has one.
    let inside = text.strip_prefix('\'')?;
    let is_literal = inside.starts_with('\\') || inside.chars().nth(1) == Some('\'');
    is_literal.then(|| quoted_length(text, '\''))
}

/// The length of a block comment, with the comments inside it.
fn block_comment_length(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of a literal between quotes, in which a backslash takes the next character with it.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        if character == '\\' {
            characters.next();
        } else if character == quote {
            return at + 1;
        }
    }
    text.len()
}

/// Blanks every item under `#[cfg(test)]`: up to its closing brace, or up to its semicolon.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut rest = code;
    let mut kept = String::with_capacity(code.len());
    while let Some(at) = rest.find(MARK) {
        let (before, item) = rest.split_at(at);
        let (item, after) = item.split_at(item_length(item));
        kept.push_str(before);
        kept.extend(blank(item));
        rest = after;
    }
    kept.push_str(rest);
    kept
}

fn item_length(item: &str) -> usize {
    let mut depth = 0_usize;
    for (at, character) in item.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    item.len()
}

/// Spaces, and the line breaks that were there.
fn blank(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(|c| if c == '\n' { '\n' } else { ' ' })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        of(source).split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn comments_are_not_code_even_one_inside_another() {
        assert_eq!(words("a // b\nc /* d /* e */ f */ g"), ["a", "c", "g"]);
        assert_eq!(words("a /* never closed"), ["a"]);
    }

    #[test]
    fn texts_are_not_code_in_whatever_quotes() {
        assert_eq!(words(r#"a = "b \" // c" + d"#), ["a", "=", "+", "d"]);
        assert_eq!(words("a = r#\"b \" c\"# + d"), ["a", "=", "+", "d"]);
        assert_eq!(words("a = r\"b\\\" + c"), ["a", "=", "+", "c"]);
        assert_eq!(words("a = br\"b\\\" + c"), ["a", "=", "b", "+", "c"]);
        assert_eq!(words("a != '\"' && b != '\\'' && c"), ["a", "!=", "&&", "b", "!=", "&&", "c"]);
    }

    #[test]
    fn lifetimes_are_code() {
        assert_eq!(words("fn f<'a>(x: &'a str) {}").join(" "), "fn f<'a>(x: &'a str) {}");
    }

    #[test]
    fn tests_are_not_code_and_lines_stay_where_they_are() {
        let source = "a\n#[cfg(test)]\nmod tests {\n    fn f() { \"}\"; }\n}\nb\n#[cfg(test)]\nuse c;\nd";
        let code = of(source);
        assert_eq!(code.lines().count(), source.lines().count());
        assert_eq!(code.split_whitespace().collect::<Vec<_>>(), ["a", "b", "d"]);
    }
}
