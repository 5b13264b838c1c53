/// What kind of change a change of values is, so that many of one kind can be told together.
enum PendingPattern {
    static func text(removed: [String], added: [String], had: Bool, has: Bool) -> String {
        if removed.isEmpty { return added.isEmpty ? "nothing" : had ? "values added" : "set" }
        if added.isEmpty { return has ? "values removed" : "emptied" }
        guard removed.count == 1, added.count == 1 else {
            let suffixes = Set(removed.compactMap(suffix)), others = Set(added.compactMap(suffix))
            if let old = suffixes.first, let new = others.first, suffixes.count == 1, others.count == 1, old != new {
                return "\(old) → \(new)"
            }
            return "values added and removed"
        }
        let (old, new) = (removed[0], added[0])
        if old.lowercased() == new.lowercased() { return "case only" }
        if let one = parts(old), let other = parts(new), one.local == other.local, one.suffix != other.suffix {
            return "\(one.suffix) → \(other.suffix)"
        }
        if ["true", "false"].contains(old.lowercased()), ["true", "false"].contains(new.lowercased()) {
            return "\(old) → \(new)"
        }
        return "replaced"
    }

    private static func suffix(_ address: String) -> String? { parts(address)?.suffix }

    /// What stands before and behind the `@` of an address, without its prefix.
    private static func parts(_ address: String) -> (local: String, suffix: String)? {
        let lowered = address.lowercased()
        let plain = lowered.hasPrefix("smtp:") ? String(lowered.dropFirst(5)) : lowered
        guard let at = plain.lastIndex(of: "@"), at != plain.startIndex else { return nil }
        return (String(plain[..<at]), String(plain[at...]))
    }
}
