import Directory
import SyncRules

/// Tells which objects the joins of some objects find, or nearly find, without looking at all of them together.
public struct JoinSearch {
    private let tracer: RuleTracer
    private let attributes: Set<AttributeID>
    private let table: JoinTable
    private var wanted: Set<JoinTable.Key> = []

    /// Prepares the search for what may be joined with these objects.
    public init(_ tracer: RuleTracer, for objects: [ConnectorSpaceObject]) {
        self.tracer = tracer
        attributes = tracer.joinAttributes
        table = JoinTable(tracer.joins, tracer.table)
        for object in objects {
            for join in tracer.inScope(object).flatMap({ $0.joins.joined() }) {
                for value in object.entry.values(of: join.connector) {
                    wanted.formUnion(table.keys(join.metaverse, Array(value)))
                }
            }
        }
    }

    /// Whether there is anything to look for.
    public var isEmpty: Bool { wanted.isEmpty }

    /// Whether an object gives a value that is looked for, or one that is like it.
    public func finds(_ object: ConnectorSpaceObject) -> Bool {
        guard object.link != nil else { return false }
        return tracer.joinValues(of: object, attributes).contains { attribute, value in
            table.keys(attribute, value).contains(where: wanted.contains)
        }
    }
}
