//! Lists of things that have an id, such as rules: by their ids, so that each can be undone by itself.

use serde_json::{Map, Value};
use uuid::Uuid;

const ID: &str = "id";

/// An object with one such list in it.
pub(super) fn object(list: &str, items: Map<String, Value>) -> Value {
    Value::Object(Map::from_iter([(list.to_owned(), Value::Object(items))]))
}

/// The same with one thing in it, or with none.
pub(super) fn object_of_one(list: &str, item: Option<(String, Value)>) -> Value {
    object(list, item.into_iter().collect())
}

/// A thing by its id, which its fields do not repeat.
pub(super) fn by_id(mut item: Value) -> Option<(String, Value)> {
    let id = item.as_object_mut()?.remove(ID)?;
    let id: Uuid = id.as_str()?.parse().ok()?;
    Some((id.to_string(), item))
}

/// A list of things by their ids.
pub(super) fn all_by_id(list: Value) -> Option<Map<String, Value>> {
    let Value::Array(items) = list else {
        return None;
    };
    items.into_iter().map(by_id).collect()
}

/// A thing with its id in it.
pub(super) fn with_id(id: &str, item: &Value) -> Value {
    let mut item = item.clone();
    item[ID] = Value::from(id);
    item
}

/// The things that differ between two objects, each with what it is to be.
pub(super) fn changed<'a>(
    list: &str,
    before: &'a Value,
    wanted: &'a Value,
) -> Vec<(Uuid, Option<&'a Value>)> {
    let none = Map::new();
    let of = |side: &'a Value| side.get(list).and_then(Value::as_object);
    let (before, wanted) = (of(before), of(wanted));
    let ids = before.unwrap_or(&none).keys();
    let mut ids: Vec<&String> = ids.chain(wanted.unwrap_or(&none).keys()).collect();
    ids.sort_unstable();
    ids.dedup();
    let side = |side: Option<&'a Map<String, Value>>, id: &String| side.and_then(|it| it.get(id));
    ids.into_iter()
        .filter(|id| side(before, id) != side(wanted, id))
        .filter_map(|id| Some((id.parse().ok()?, side(wanted, id))))
        .collect()
}

/// The list that a map by ids stands for. What is in the list of now keeps its place; what comes back
/// stands where it stood, because ids are in the order in which things were made.
pub(super) fn listed(now: &[Value], wanted: &Map<String, Value>) -> Vec<Value> {
    let id = |item: &Value| item[ID].as_str().unwrap_or_default().to_owned();
    let mut list: Vec<Value> = now
        .iter()
        .filter_map(|item| Some(with_id(&id(item), wanted.get(&id(item))?)))
        .collect();
    for (key, item) in wanted {
        if list.iter().all(|it| id(it) != *key) {
            let behind = list.iter().position(|it| id(it) > *key);
            list.insert(behind.unwrap_or(list.len()), with_id(key, item));
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_comes_back_stands_where_it_stood() {
        let id = |n: u128| Uuid::from_u128(n).to_string();
        let item = |n: u128, name: &str| json!({"id": id(n), "name": name});
        // The second was made before the first by its id; it stays where it is.
        let now = [item(5, "e"), item(2, "b"), item(8, "h")];
        let mut wanted = all_by_id(Value::Array(now.to_vec())).unwrap();
        wanted.remove(&id(2));
        wanted.insert(id(5), json!({"name": "E"}));
        wanted.insert(id(7), json!({"name": "g"}));
        wanted.insert(id(9), json!({"name": "i"}));
        let list = [item(5, "E"), item(7, "g"), item(8, "h"), item(9, "i")];
        assert_eq!(listed(&now, &wanted), list);
    }
}
