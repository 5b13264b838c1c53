import Yams

/// A mapping of a YAML file whose keys are compared as PowerShell does: without regard to case.
struct DscMapping {
    let node: Node
    private let values: [String: Node]
    /// The keys as they are written, with their places.
    let keys: [(text: String, mark: Mark?)]

    /// Nothing where the node is no mapping.
    init?(_ node: Node) {
        guard let mapping = node.mapping else { return nil }
        self.node = node
        var values: [String: Node] = [:]
        var keys: [(String, Mark?)] = []
        for (key, value) in mapping {
            guard let text = key.string else { continue }
            values[text.lowercased()] = values[text.lowercased()] ?? value
            keys.append((text, key.mark))
        }
        self.values = values
        self.keys = keys
    }

    /// The value of a key; nothing where there is none, or it is `null`.
    subscript(_ key: String) -> Node? {
        guard let node = values[key.lowercased()] else { return nil }
        if case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any,
            ["", "~", "null", "Null", "NULL"].contains(scalar.string)
        {
            return nil
        }
        return node
    }

    /// A text, as it is written.
    func text(_ key: String) -> String? { self[key]?.scalar?.string }

    /// The texts of a list, or the one that stands in its place; nothing where there is anything else.
    func texts(_ key: String) -> [String]? {
        guard let node = self[key] else { return [] }
        if let text = node.scalar?.string { return [text] }
        guard let sequence = node.sequence else { return nil }
        let texts = sequence.compactMap { $0.scalar?.string }
        return texts.count == sequence.count ? texts : nil
    }
}
