import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport

/// Two forests of people and devices that change at random; devices name their owners by security identifiers, of which there
/// are few: several people have one, or nobody.
struct OwnedForests: CustomStringConvertible {
    private struct Object {
        let objectClass: AttributeName
        var name: String
        var values: [AttributeName: [UInt8]] = [:]
    }

    private var random: SeededGenerator
    private var objects: [ConnectorID: [Int: Object]] = [:]
    private var last = 0

    init(_ random: SeededGenerator) { self.random = random }

    var description: String { random.description }

    /// An attribute whose values are bytes where there is no schema.
    static let owner: AttributeName = "msExchMasterAccountSid"

    static let rules: [SyncRule] = inwards(SmallForests.one, 0) + inwards(SmallForests.two, 1) + outwards

    /// The rules of a forest; `place` tells their precedence from that of the other's.
    private static func inwards(_ connector: ConnectorID, _ place: Int) -> [SyncRule] {
        [
            SmallForests.rule(
                connector,
                "user",
                "person",
                100 + place,
                scope: [["hidden ISNULL"]],
                joins: [["mail = mail"]],
                [("cn", .direct("cn")), ("mail", .direct("mail"))]
            ),
            SmallForests.rule(
                connector,
                "computer",
                "device",
                110 + place,
                scope: [["hidden ISNULL"]],
                [("cn", .direct("cn")), ("registeredOwnerReference", .direct(owner))]
            ),
            SmallForests.rule(connector, "foreign", "*", 120 + place, link: .join, joins: [["cn = cn"]], []),
        ]
    }

    private static let outwards: [SyncRule] = [
        SmallForests.rule(
            .tenant,
            "person",
            "user",
            200,
            scope: [["mail ISNOTNULL"]],
            joins: [["sourceAnchor = cn"]],
            [("sourceAnchor", .direct("cn")), ("displayName", .direct("cn"))]
        ),
        SmallForests.rule(
            .tenant,
            "device",
            "device",
            201,
            joins: [["sourceAnchor = cn"]],
            [
                ("sourceAnchor", .direct("cn")), ("displayName", .direct("cn")),
                ("registeredOwnerReference", .direct("registeredOwnerReference")),
            ]
        ),
    ]

    /// The objects to begin with.
    mutating func first(_ table: AttributeTable) -> [(ConnectorID, ImportChanges)] {
        [SmallForests.one, SmallForests.two].map { connector in
            for _ in 0..<30 { add(to: connector) }
            var changes = ImportChanges()
            changes.added = (objects[connector] ?? [:]).keys.sorted().map { packed($0, connector, table) }
            return (connector, changes)
        }
    }

    /// Some changes of a few objects.
    mutating func next(_ table: AttributeTable) -> [(ConnectorID, ImportChanges)] {
        [SmallForests.one, SmallForests.two].map { connector in
            var changes = ImportChanges()
            var done: Set<Int> = []
            for _ in 0..<random.number(below: 5) {
                let known = (objects[connector] ?? [:]).keys.sorted()
                guard !known.isEmpty else { continue }
                let number = known[random.number(below: known.count)]
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
                    renew(number, connector)
                    changes.updated.append(packed(number, connector, table))
                }
            }
            return (connector, changes)
        }
    }

    @discardableResult
    private mutating func add(to connector: ConnectorID) -> Int {
        last += 1
        let objectClass: AttributeName = ["user", "user", "user", "computer", "computer", "foreign"][
            random.number(below: 6)
        ]
        objects[connector, default: [:]][last] = Object(objectClass: objectClass, name: name(last))
        renew(last, connector)
        return last
    }

    private mutating func name(_ number: Int) -> String {
        "CN=Object \(number),OU=\(["Sales", "Buying"][random.number(below: 2)]),DC=test"
    }

    /// Gives an object other values.
    private mutating func renew(_ number: Int, _ connector: ConnectorID) {
        let isForeign = objects[connector]?[number]?.objectClass == "foreign"
        let isDevice = objects[connector]?[number]?.objectClass == "computer"
        var values: [AttributeName: [UInt8]] = [:]
        // A foreign one has the name of another, or of nobody.
        values["cn"] = Array("cn \(isForeign ? random.number(below: 60) : number)".utf8)
        if random.number(below: 3) > 0 { values["mail"] = Array("m\(random.number(below: 25))@test".utf8) }
        if random.number(below: 6) == 0 { values["hidden"] = [0x79] }
        if random.number(below: 8) > 0 { values["objectSid"] = identifier() }
        if isDevice, random.number(below: 5) > 0 { values[Self.owner] = identifier() }
        objects[connector]?[number]?.values = values
    }

    private mutating func identifier() -> [UInt8] {
        SecurityIdentifier("S-1-5-21-7-\(random.number(below: 25))")?.bytes ?? []
    }

    private func identity(_ number: Int, _ connector: ConnectorID) -> ConnectorSpaceIdentity {
        ConnectorSpaceIdentity(connector: connector, partition: "DC=test", anchor: Array("\(number)".utf8))
    }

    private func packed(_ number: Int, _ connector: ConnectorID, _ table: AttributeTable) -> ConnectorSpaceObject {
        let object = objects[connector]?[number] ?? Object(objectClass: "user", name: "CN=none")
        var packer = EntryPacker()
        let record = LDIFRecord(
            dn: object.name,
            values: object.values.sorted { $0.key < $1.key }.map { .init(name: $0.key, bytes: $0.value) }
        )
        return ConnectorSpaceObject(
            identity: identity(number, connector),
            objectClass: object.objectClass,
            entry: record.packed(with: &packer, table: table)
        )
    }
}
