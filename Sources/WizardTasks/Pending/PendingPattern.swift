import Directory

/// What kind of change a change of values is, so that many of one kind can be told together.
enum PendingPattern {
    /// The attribute in which the case of an address's kind says whether mail leaves under it.
    private static let addresses: AttributeName = "proxyAddresses"

    static func text(
        of attribute: AttributeName,
        removed: [String],
        added: [String],
        had: Bool,
        has: Bool
    ) -> String {
        if removed.isEmpty, added.isEmpty { return "nothing" }
        if removed.isEmpty, !had { return "set" }
        if added.isEmpty, !has { return "emptied" }
        let hasPrimary = attribute == addresses
        if let old = suffix(of: removed, hasPrimary), let new = suffix(of: added, hasPrimary),
            old.text != new.text, old.before == new.before
        {
            return "\(old.text) → \(new.text)"
        }
        if hasPrimary, let change = primary(removed, added) { return change }
        if removed.isEmpty { return "values added" }
        if added.isEmpty { return "values removed" }
        guard removed.count == 1, added.count == 1, let old = removed.first, let new = added.first else {
            return "values added and removed"
        }
        // Values that are hidden look the same.
        if old != new, old.lowercased() == new.lowercased() { return "case only" }
        if ["true", "false"].contains(old.lowercased()), ["true", "false"].contains(new.lowercased()) {
            return "\(old) → \(new)"
        }
        return "replaced"
    }

    /// What stands behind the `@` of all of these addresses, and before it of each, ascending; nothing where they differ in the
    /// former.
    private static func suffix(of values: [String], _ hasPrimary: Bool) -> (text: String, before: [String])? {
        var common: String?
        var before: [String] = []
        for value in values {
            let address = PendingAddress(value)
            guard let parts = address.parts, parts.suffix == common ?? parts.suffix else { return nil }
            common = parts.suffix
            let mark = hasPrimary && address.isPrimary ? "!" : ""
            before.append("\(mark)\(address.foldedKind):\(parts.local)")
        }
        guard let common else { return nil }
        return (common, before.sorted())
    }

    /// What becomes of the addresses under which mail leaves; nothing where they stay.
    private static func primary(_ removed: [String], _ added: [String]) -> String? {
        let (old, new) = (primaries(removed), primaries(added))
        let (lost, gained) = (old.filter { new[$0.key] != $0.value }, new.filter { old[$0.key] != $0.value })
        if lost.isEmpty { return gained.isEmpty ? nil : "primary address set" }
        return lost.keys.allSatisfy { gained[$0] != nil } ? "primary address replaced" : "primary address removed"
    }

    /// The primary addresses by kind, in small letters; there is one of each where nothing is wrong.
    private static func primaries(_ values: [String]) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for value in values {
            let address = PendingAddress(value)
            guard address.isPrimary else { continue }
            found[address.foldedKind, default: []].insert(address.address.lowercased())
        }
        return found
    }
}
