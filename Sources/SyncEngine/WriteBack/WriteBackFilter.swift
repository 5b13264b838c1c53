import Directory
import SyncExpressions
import SyncRules

/// Tells which objects the rules towards one forest may have something for, from the attributes that are there.
///
/// Nearly all objects have none of the values that are written back: they need not be read again.
struct WriteBackFilter: Sendable {
    /// Attributes, by their numbers: every object that is worked out is asked for them.
    private struct Marks {
        private var bits: [UInt64] = []

        mutating func insert(_ attribute: AttributeID) {
            let place = Int(attribute.rawValue)
            while bits.count <= place / 64 { bits.append(0) }
            bits[place / 64] |= 1 << UInt64(place % 64)
        }

        /// Whether an entry has one of them.
        func meet(_ entry: PackedEntry) -> Bool {
            guard !bits.isEmpty else { return false }
            for number in 0..<entry.attributeCount {
                let place = Int(entry.attribute(at: number).rawValue)
                if place / 64 < bits.count, bits[place / 64] & 1 << UInt64(place % 64) != 0 { return true }
            }
            return false
        }
    }

    /// The attributes of the metaverse without which no rule gives a value.
    private var sources = Marks()
    /// The attributes of the forest that go where the metaverse has no value.
    private var emptied = Marks()
    /// Whether a rule gives a value whatever the object has.
    private var isAlways = false
    /// Tells of metaverse objects that have none in the forest; nothing where no rule joins or makes any.
    var outward: OutwardFilter?

    /// Looks at the rules towards one forest.
    init(_ rules: [CompiledRule], clock: FileTime) {
        var packer = EntryPacker()
        packer.begin(dn: "")
        let nothing = packer.finish()
        for flow in rules.flatMap(\.flows) where !flow.isName && !flow.isOnce {
            let isMerged = flow.merge != .update
            switch flow.source {
            case .constant: isAlways = true
            case .direct(let reader):
                sources.insert(reader.attribute)
                if !isMerged { emptied.insert(flow.destination) }
            case .expression(let expression):
                for reader in expression.attributes + expression.confirmed { sources.insert(reader.attribute) }
                // What an expression gives hangs on what it reads alone.
                switch try? expression.evaluate(nothing, clock: clock) {
                case .null, .authoritativeNull: if !isMerged { emptied.insert(flow.destination) }
                case .ignore: break
                case .value, nil: isAlways = true
                }
            }
        }
    }

    /// Whether rules may have something for a metaverse object and what a forest has of it.
    func admits(_ metaverse: PackedEntry, _ forest: PackedEntry) -> Bool {
        isAlways || sources.meet(metaverse) || emptied.meet(forest)
    }
}
