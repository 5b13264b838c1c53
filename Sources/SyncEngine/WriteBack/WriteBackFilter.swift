import Directory
import SyncExpressions
import SyncRules

/// Tells which objects the rules towards one forest may have something for, from the attributes that are there.
///
/// Nearly all objects have none of the values that are written back: they need not be read again.
struct WriteBackFilter: Sendable {
    /// The attributes of the metaverse without which no rule gives a value.
    private var sources: Set<AttributeID> = []
    /// The attributes of the forest that go where the metaverse has no value.
    private var emptied: Set<AttributeID> = []
    /// Whether a rule gives a value whatever the object has.
    private var isAlways = false

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
                sources.formUnion(expression.attributes.map(\.attribute) + expression.confirmed.map(\.attribute))
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
        isAlways || Self.has(metaverse, sources) || Self.has(forest, emptied)
    }

    private static func has(_ entry: PackedEntry, _ wanted: Set<AttributeID>) -> Bool {
        !wanted.isEmpty && (0..<entry.attributeCount).contains { wanted.contains(entry.attribute(at: $0)) }
    }
}
