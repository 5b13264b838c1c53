/// Finds metaverse objects, by their numbers in a run, by the keys of the values that rules join on.
struct JoinIndex {
    private var first: [UInt64: Int32] = [:]
    /// Further objects that have the same value.
    private var others: [UInt64: [Int32]] = [:]

    mutating func insert(_ target: Int32, _ key: UInt64) {
        guard let known = first[key] else {
            first[key] = target
            return
        }
        guard known != target, !(others[key]?.contains(target) ?? false) else { return }
        others[key, default: []].append(target)
    }

    /// The objects that have the value, each once, in the order they came.
    func targets(_ key: UInt64) -> [Int32] {
        guard let known = first[key] else { return [] }
        return [known] + (others[key] ?? [])
    }
}
