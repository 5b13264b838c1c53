import Directory
import SyncRules

/// The values of one attribute that several rules give together, in the order of precedence.
struct MergedValues {
    private var isSettled = false
    private(set) var values: [[UInt8]] = []

    /// Whether a rule of lower standing can still say something.
    var isOpen: Bool { !isSettled }

    /// Takes the values that a rule gives; the first rule that gives any wins unless values are merged.
    mutating func contribute(_ new: [[UInt8]], merge: MergeType) {
        guard !new.isEmpty else { return }
        switch merge {
        case .update:
            values = new
            isSettled = true
        case .merge: values += new
        case .mergeCaseInsensitive:
            var known = Set(values.map { $0.map(ASCII.lowercased) })
            for value in new where known.insert(value.map(ASCII.lowercased)).inserted { values.append(value) }
        }
    }

    /// Keeps out whatever rules of lower standing say; what those of higher standing have given stays.
    mutating func block() { isSettled = true }
}
