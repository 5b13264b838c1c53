import Directory
import SyncRules

/// Brings the flows of several rules together, attribute by attribute, in the order of precedence.
struct AttributeMerge {
    private var settled: Set<AttributeID> = []
    private var values: [AttributeID: [[UInt8]]] = [:]

    /// Whether a rule of lower standing can still say something about the attribute.
    func isOpen(_ attribute: AttributeID, for merge: MergeType) -> Bool {
        merge != .update || !settled.contains(attribute)
    }

    /// Takes the values that a rule gives; the first rule that gives any wins unless values are merged.
    mutating func contribute(_ attribute: AttributeID, _ new: [[UInt8]], merge: MergeType) {
        guard !new.isEmpty else { return }
        switch merge {
        case .update:
            values[attribute] = new
            settled.insert(attribute)
        case .merge:
            values[attribute, default: []] += new
        case .mergeCaseInsensitive:
            var known = Set((values[attribute] ?? []).map { $0.map(ASCII.lowercased) })
            for value in new where known.insert(value.map(ASCII.lowercased)).inserted {
                values[attribute, default: []].append(value)
            }
        }
    }

    /// Leaves the attribute empty, whatever rules of lower standing say.
    mutating func block(_ attribute: AttributeID) {
        values[attribute] = nil
        settled.insert(attribute)
    }

    /// The entry that results.
    func packed(dn: String, with packer: inout EntryPacker) -> PackedEntry {
        packer.begin(dn: dn)
        for (attribute, all) in values {
            for value in all { packer.add(attribute, value) }
        }
        return packer.finish()
    }

    /// The values of one attribute.
    func values(of attribute: AttributeID) -> [[UInt8]] { values[attribute] ?? [] }
}
