import Diagnostics
import Yams

/// Values of keys; what is none is reported, and nothing is returned.
extension RuleFileReader {
    /// The text of a key; nothing where the key is not there.
    mutating func text(_ node: Node, _ key: String) -> String? {
        guard let value = node[key] else { return nil }
        guard let scalar = value.scalar else {
            page.report("RFL013", "\(key) is a text", value)
            return nil
        }
        if scalar.style == .plain, ["", "~", "null"].contains(scalar.string) {
            page.report("RFL013", "\(key) has no value; leave the key out, or write ''", value)
            return nil
        }
        return page.text(scalar)
    }

    mutating func needed(_ node: Node, _ key: String) -> String? {
        if node[key] == nil { missing(key, node) }
        return text(node, key)
    }

    mutating func missing(_ key: String, _ node: Node) { page.report("RFL010", "\(key) is missing", node) }

    mutating func truth(_ node: Node, _ key: String) -> Bool? {
        guard let word = text(node, key) else { return nil }
        switch word {
        case "true", "True": return true
        case "false", "False": return false
        default:
            page.report("RFL014", "\(key) is true or false", node[key])
            return nil
        }
    }

    mutating func number(_ node: Node, _ key: String) -> Int? {
        guard let word = text(node, key) else { return nil }
        guard let number = Int(word) else {
            page.report("RFL014", "\(key) is a whole number", node[key])
            return nil
        }
        return number
    }

    mutating func guid(_ node: Node, _ key: String) -> String? {
        guard let word = text(node, key) else { return nil }
        guard let guid = ExchangeGUID.normal(word) else {
            page.report("RFL014", "\(key) is a GUID", node[key])
            return nil
        }
        return guid
    }

    mutating func word<Value>(_ node: Node, _ key: String, _ words: [(word: String, value: Value)]) -> Value? {
        guard let word = needed(node, key) else { return nil }
        if let found = words.first(where: { $0.word == word }) { return found.value }
        page.report("RFL014", "\(key) is \(words.map(\.word).joined(separator: " or "))", node[key])
        return nil
    }

    mutating func list(_ node: Node, _ key: String) -> [Node] {
        guard let value = node[key] else { return [] }
        guard let list = value.sequence else {
            page.report("RFL013", "\(key) is a list", value)
            return []
        }
        return Array(list)
    }
}
