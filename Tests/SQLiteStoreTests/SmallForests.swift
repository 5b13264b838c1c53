import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport

/// Two forests of some sixty objects that change at random, and rules that join, refer, leave out and fail.
struct SmallForests: CustomStringConvertible {
    static let one = ConnectorID("00000000-0000-4000-8000-000000000001")
    static let two = ConnectorID("00000000-0000-4000-8000-000000000002")

    private struct Object {
        var objectClass: AttributeName
        var name: String
        var values: [AttributeName: [String]] = [:]
    }

    private var random: SeededGenerator
    private var objects: [ConnectorID: [Int: Object]] = [:]
    private var last = 0

    init(_ random: SeededGenerator) { self.random = random }

    var description: String { random.description }

    static let rules: [SyncRule] = [
        people([
            ("title", .expression("IIF(IsPresent([title]), [title], IgnoreThisFlow)")),
            ("description", .expression("IIF([description]=\"bad\", Error(\"bad\"), [description])")),
        ]),
        rule(
            one,
            "group",
            "group",
            101,
            [
                ("sourceAnchor", .direct("anchor")), ("cn", .direct("cn")), ("member", .direct("member")),
            ]
        ),
        rule(
            two,
            "user",
            "person",
            102,
            link: .join,
            joins: [["employeeID = employeeID"], ["mail = mail"]],
            [
                ("company", .direct("company")), ("mail", .direct("mail")),
            ]
        ),
        rule(
            two,
            "user",
            "person",
            103,
            scope: [["alone ISNOTNULL"]],
            [
                ("sourceAnchor", .direct("anchor")), ("cn", .direct("cn")), ("manager", .direct("manager")),
            ]
        ),
        rule(
            .tenant,
            "person",
            "user",
            200,
            scope: [["mail ISNOTNULL"]],
            joins: [["sourceAnchor = sourceAnchor"]],
            [
                ("sourceAnchor", .direct("sourceAnchor")), ("displayName", .direct("cn")), ("mail", .direct("mail")),
                ("manager", .direct("manager")), ("companyName", .direct("company")), ("jobTitle", .direct("title")),
                ("dn", .expression("\"CN=\" & [cn]")),
            ]
        ),
        rule(
            .tenant,
            "group",
            "group",
            201,
            joins: [["sourceAnchor = sourceAnchor"]],
            [
                ("sourceAnchor", .direct("sourceAnchor")), ("displayName", .direct("cn")),
                ("member", .direct("member")),
            ]
        ),
    ]

    /// The same with flows for new objects alone, behind which others come, and references that are left as they were.
    static let rulesWithHistory: [SyncRule] =
        rules.filter { $0.precedence != 100 } + [
            people([("title", .constant("new"))], once: ["manager", "title"]),
            rule(one, "user", "person", 104, link: .join, [("title", .direct("title"))]),
        ]

    /// The same with a flow for new objects alone by which others are joined.
    static let rulesThatKeepJoins: [SyncRule] =
        rules.filter { $0.precedence != 100 } + [people([("title", .direct("title"))], once: ["mail"])]

    /// The rules, one of which gives something else at another time.
    static let rulesWithClock: [SyncRule] =
        rules + [
            rule(one, "user", "person", 105, link: .join, [("pager", .expression("FormatDateTime(Now(), \"yyyy\")"))])
        ]

    /// The rule for people of the first forest: what both sets have, and more.
    private static func people(
        _ more: [(AttributeName, AttributeFlow.Source)],
        once: Set<AttributeName> = []
    ) -> SyncRule {
        rule(
            one,
            "user",
            "person",
            100,
            scope: [["hidden ISNULL"]],
            joins: [["employeeID = employeeID"]],
            [
                ("sourceAnchor", .direct("anchor")), ("cn", .direct("cn")), ("mail", .direct("mail")),
                ("employeeID", .direct("employeeID")), ("manager", .direct("manager")),
            ] + more,
            once: once
        )
    }

    static func rule(
        _ connector: ConnectorID,
        _ source: AttributeName,
        _ target: AttributeName,
        _ precedence: Int,
        link: LinkType = .provision,
        scope: [[String]] = [],
        joins: [[String]] = [],
        _ flows: [(AttributeName, AttributeFlow.Source)],
        once: Set<AttributeName> = []
    ) -> SyncRule {
        SyncRule(
            identity: RuleIdentity(connector: connector, tag: "rule\(precedence)"),
            name: "rule \(precedence)",
            direction: connector == .tenant ? .outbound : .inbound,
            sourceClass: source,
            targetClass: target,
            link: link,
            precedence: precedence,
            synchronizesPasswords: false,
            scope: scope.map { $0.compactMap { ScopeClause($0) } },
            joins: joins.map { $0.compactMap { JoinClause($0) } },
            flows: flows.map {
                AttributeFlow(destination: $0.0, source: $0.1, merge: .update, isOnce: once.contains($0.0))
            }
        )
    }

    static func connectors(_ rules: [SyncRule]? = nil) -> [SynchronizedConnector] {
        [one, two, .tenant].map { identity in
            SynchronizedConnector(
                identity: identity,
                kind: identity == .tenant ? .tenant : .forest,
                schema: nil,
                parameters: RuleParameters(values: ["Forest.FQDN": "contoso.test"]),
                rules: (rules ?? Self.rules).filter { $0.identity.connector == identity }
            )
        }
    }

    /// A run that works out everything.
    static func synchronization(
        _ store: WorkspaceStore,
        _ rules: [SyncRule]? = nil,
        clock: FileTime = FileTime(unixSeconds: 0),
        program: String = "",
        errorLimit: Int = .max,
        cores: Cores = Cores(1)
    ) -> FullSynchronization {
        FullSynchronization(
            connectors: connectors(rules),
            table: store.table,
            clock: clock,
            program: program,
            errorLimit: errorLimit,
            cores: cores
        )
    }

    /// The objects to begin with.
    mutating func first(_ table: AttributeTable) -> [(ConnectorID, ImportChanges)] {
        for connector in [Self.one, Self.two] {
            for _ in 0..<30 { add(to: connector) }
        }
        return [Self.one, Self.two].map { connector in
            var changes = ImportChanges()
            changes.added = (objects[connector] ?? [:]).keys.sorted().map { packed($0, connector, table) }
            return (connector, changes)
        }
    }

    /// Some changes of a few objects.
    mutating func next(_ table: AttributeTable) -> [(ConnectorID, ImportChanges)] {
        [Self.one, Self.two].map { connector in
            var changes = ImportChanges()
            var done: Set<Int> = []
            for _ in 0..<random.number(below: 6) {
                let known = (objects[connector] ?? [:]).keys.sorted()
                let number = known.isEmpty ? add(to: connector) : known[random.number(below: known.count)]
                guard done.insert(number).inserted else { continue }
                switch random.number(below: 6) {
                case 0 where known.count > 20:
                    objects[connector]?[number] = nil
                    changes.deleted.append(identity(number, connector))
                case 1:
                    let new = add(to: connector)
                    done.insert(new)
                    changes.added.append(packed(new, connector, table))
                case 2:
                    let name = name(number)
                    objects[connector]?[number]?.name = name
                    changes.updated.append(packed(number, connector, table))
                default:
                    let values = values(number, connector)
                    objects[connector]?[number]?.values = values
                    changes.updated.append(packed(number, connector, table))
                }
            }
            return (connector, changes)
        }
    }

    @discardableResult
    private mutating func add(to connector: ConnectorID) -> Int {
        last += 1
        let isGroup = connector == Self.one && random.number(below: 5) == 0
        objects[connector, default: [:]][last] = Object(objectClass: isGroup ? "group" : "user", name: name(last))
        let values = values(last, connector)
        objects[connector]?[last]?.values = values
        return last
    }

    private mutating func name(_ number: Int) -> String {
        let last = random.number(below: 8) == 0 ? "Müller\\, \(number)" : "Object \(number)"
        return "CN=\(last),OU=\(["Sales", "Buying"][random.number(below: 2)]),DC=test"
    }

    private mutating func values(_ number: Int, _ connector: ConnectorID) -> [AttributeName: [String]] {
        // Some have the anchor of another, or lose theirs to it.
        let anchor = random.number(below: 6) == 0 ? random.number(below: 20) : number
        var values: [AttributeName: [String]] = ["anchor": ["a\(anchor)"], "cn": ["cn \(random.number(below: 40))"]]
        if random.number(below: 3) > 0 { values["mail"] = ["m\(random.number(below: 40))@test"] }
        if random.number(below: 2) == 0 { values["employeeID"] = ["e\(random.number(below: 25))"] }
        if random.number(below: 4) == 0 { values["title"] = ["title \(random.number(below: 3))"] }
        if random.number(below: 8) == 0 { values["description"] = [random.number(below: 2) == 0 ? "bad" : "good"] }
        if random.number(below: 8) == 0 { values["hidden"] = ["yes"] }
        if random.number(below: 3) == 0 { values["alone"] = ["yes"] }
        if random.number(below: 3) == 0 { values["company"] = ["company \(random.number(below: 3))"] }
        values["manager"] = references(connector, atMost: 1)
        values["member"] = references(connector, atMost: 4)
        return values
    }

    /// Names of objects, some of them written otherwise, some of none.
    private mutating func references(_ connector: ConnectorID, atMost count: Int) -> [String] {
        let known = (objects[connector] ?? [:]).keys.sorted()
        guard !known.isEmpty else { return [] }
        return (0..<random.number(below: count + 1)).compactMap { _ in
            let name = objects[connector]?[known[random.number(below: known.count)]]?.name
            switch random.number(below: 5) {
            case 0: return name?.uppercased()
            case 1: return name?.replacing(",OU=", with: ", ou = ")
            case 2: return "CN=Object \(random.number(below: 90)),OU=Sales,DC=test"
            default: return name
            }
        }
    }

    private func identity(_ number: Int, _ connector: ConnectorID) -> ConnectorSpaceIdentity {
        ConnectorSpaceIdentity(connector: connector, partition: "DC=test", anchor: Array("\(number)".utf8))
    }

    private func packed(_ number: Int, _ connector: ConnectorID, _ table: AttributeTable) -> ConnectorSpaceObject {
        let object = objects[connector]?[number] ?? Object(objectClass: "user", name: "CN=none")
        var packer = EntryPacker()
        let record = LDIFRecord(
            dn: object.name,
            values: object.values.sorted { $0.key < $1.key }.flatMap { name, values in
                values.map { .init(name: name, bytes: Array($0.utf8)) }
            }
        )
        return ConnectorSpaceObject(
            identity: identity(number, connector),
            objectClass: object.objectClass,
            entry: record.packed(with: &packer, table: table)
        )
    }
}
