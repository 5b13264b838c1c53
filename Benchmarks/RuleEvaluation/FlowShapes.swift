import Directory
import Foundation
import Measuring
import MeasuredRules
import SyncEngine
import SyncRules

/// Rules of one shape of flow each, to compare shapes and to count what they allocate.
struct FlowShapes {
    private static let attributes = [
        "cn", "sn", "givenName", "displayName", "title", "telephoneNumber", "streetAddress", "postalCode",
        "physicalDeliveryOfficeName", "l", "st", "c", "co", "company", "department", "employeeNumber",
        "preferredLanguage", "sAMAccountName", "userPrincipalName", "mail", "mailNickname", "legacyExchangeDN",
    ]

    private let table: AttributeTable

    init(table: AttributeTable) throws { self.table = table }

    /// The processor time of a rule without flows, of one with direct flows, and of one that trims the same attributes.
    func times(_ users: [PackedEntry]) throws -> (empty: Double, direct: Double, trim: Double) {
        let empty = try evaluation([])
        let direct = try evaluation(Self.attributes.map { .direct(AttributeName($0)) })
        let trim = try evaluation(Self.attributes.map { .expression("Trim([\($0)])") })
        var times: [[Double]] = [[], [], []]
        // Few enough users to stay in the processor's caches: what differs is the flow, not where the bytes come from.
        let few = Array(users.prefix(500))
        for _ in 0..<5 {
            for (place, one) in [empty, direct, trim].enumerated() {
                let start = Usage.processorTime
                for _ in 0..<100 { run(one, on: few) }
                times[place].append(Usage.processorTime - start)
            }
        }
        let medians = times.map { $0.sorted()[$0.count / 2] }
        return (medians[0], medians[1], medians[2])
    }

    /// How often memory was allocated for direct flows, `Trim`, `Left` and `IIF` by presence, besides the one allocation
    /// that each resulting entry is; nothing unless `count-allocations` has been loaded before the C library.
    func allocations(_ users: [PackedEntry]) throws -> Int? {
        typealias Count = @convention(c) () -> UInt
        guard let symbol = dlsym(nil, "dryad_allocations") else { return nil }
        let count = unsafeBitCast(symbol, to: Count.self)
        let evaluation = try evaluation(
            Self.attributes.enumerated().map { place, name in
                switch place % 6 {
                case 0: .direct(AttributeName(name))
                case 1: .expression("Trim([\(name)])")
                case 2: .expression("Left([\(name)], 6)")
                case 3: .expression("Left(Trim([\(name)]), 448)")
                case 4: .expression("IIF(IsPresent([\(name)]), [\(name)], [cn])")
                default: .expression("IIF(IsNullOrEmpty([\(name)]), NULL, Trim(Left([\(name)], 12)))")
                }
            }
        )
        // Memory that is used again for each object is there after the first of them.
        run(evaluation, on: users)
        let before = count()
        run(evaluation, on: users)
        return Int(count() - before) - users.count
    }

    private func run(_ evaluation: RuleEvaluation, on users: [PackedEntry]) {
        let objectClass: AttributeName = "user"
        for user in users {
            let entry = evaluation.metaverseEntry(
                of: user,
                class: objectClass,
                in: StandardRules.forest,
                partition: "DC=perf,DC=test"
            )
            precondition(entry != nil, "every user is evaluated")
        }
    }

    private func evaluation(_ sources: [AttributeFlow.Source]) throws -> RuleEvaluation {
        let rule = SyncRule(
            identity: RuleIdentity(connector: StandardRules.forest, tag: "shape"),
            name: "shape",
            direction: .inbound,
            sourceClass: "user",
            targetClass: "person",
            link: .provision,
            precedence: 100,
            synchronizesPasswords: false,
            scope: [],
            joins: [],
            flows: zip(Self.attributes, sources).map { AttributeFlow(destination: AttributeName($0), source: $1) }
        )
        let connector = SynchronizedConnector(
            identity: StandardRules.forest,
            kind: .forest,
            schema: nil,
            parameters: RuleParameters(values: [:]),
            rules: [rule]
        )
        return try RuleEvaluation(connectors: [connector], table: table, clock: FileTime(unixSeconds: 0))
    }
}
