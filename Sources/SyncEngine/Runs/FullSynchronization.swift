public import Directory
import DirectorySchema
public import SyncExpressions
import SyncRules

/// Runs every object of every forest through the rules: links, then values, then what the tenant should hold.
///
/// The three passes walk objects in the order of their identities, so that the result does not depend on the order in
/// which a server answered, nor on how many threads evaluate. Nothing is stored here; the result is a value.
public struct FullSynchronization: Sendable {
    let connectors: [SynchronizedConnector]
    let table: AttributeTable
    let clock: FileTime
    let semantics: RuleSemantics
    let program: String
    let rulesPrint: UInt64?
    let errorLimit: Int
    let cores: Cores

    /// Prepares a run over these connectors, forests in the order of their creation.
    ///
    /// `semantics` says what rules mean where two readings are plausible; `program` is the version of what runs them, since
    /// another one may evaluate them otherwise. `rulesPrint` stands for all rules of all connectors where the caller has a
    /// fingerprint of them: the next run need not look at each to know that they are the same. More errors with objects than
    /// `errorLimit` end the run with `TooManyErrors`. What comes of a run does not depend on `cores`.
    public init(
        connectors: [SynchronizedConnector],
        table: AttributeTable,
        clock: FileTime,
        semantics: RuleSemantics = .standard,
        program: String = "",
        rulesPrint: UInt64? = nil,
        errorLimit: Int = .max,
        cores: Cores = .ofMachine
    ) {
        self.connectors = connectors
        self.table = table
        self.clock = clock
        self.semantics = semantics
        self.program = program
        self.rulesPrint = rulesPrint
        self.errorLimit = errorLimit
        self.cores = cores
    }

    /// Brings metaverse, links and images in line with the connector spaces and the rules; what is as it was is not
    /// written again.
    public func run(
        in transaction: any SynchronizationTransaction,
        report: (RunEvent) -> Void
    ) throws -> SynchronizationCounts {
        let rules = try CompiledRules(connectors, table: table, semantics: semantics)
        let linked = try linked(transaction, rules)
        var linking = LinkingPass(
            linked.map { ($0, rules.inbound[$0] ?? []) },
            table: table,
            clock: clock,
            digest: transaction.digest
        )
        linking.limit = ErrorLimit(count: errorLimit, findings: rules.findings)
        try linking.look(transaction)
        var memory = RunMemory(inputs: try RunInputs(self, linking: linked).digest(transaction.digest))
        // Let go of as soon as it is of no use to what follows.
        try memory.finish(&linking.givenPieces, &linking.given, to: transaction)
        linking.findNames()
        var counts = SynchronizationCounts()
        counts.lost = try linking.lostReferences(transaction)
        try memory.finish(&linking.referencePieces, &linking.references, to: transaction)
        linking.forgetNames()
        try linking.link(transaction)
        try memory.writeObjects(of: linking, to: transaction)
        linking.findNames()
        var outbound = rules.outbound.map {
            OutboundPass(
                connector: $0.connector,
                rules: $0.rules,
                table: table,
                digest: transaction.digest,
                clock: clock
            )
        }
        for place in outbound.indices { outbound[place].expect(linking.targets) }
        var returning = try returning(rules, transaction)
        for place in returning.indices { try returning[place].prepare(linking, transaction) }
        let before = try transaction.metaverseIdentities()
        var values = InboundPass(
            linking: linking,
            transaction: transaction,
            hadObjects: !before.isEmpty,
            table: table,
            clock: clock,
            strange: strangePartitions(linking),
            filters: returning.map(\.filter)
        )
        values.limit = limit(after: linking, values)
        var classes: [AttributeName: Int] = [:]
        var isThere = ObjectMarks()
        try values.run(
            on: cores,
            lookers: outbound.map(\.maker),
            progress: { report(.synchronized(count: $0, of: $1)) },
            { target, object in
                isThere[Int(target)] = true
                classes[object.objectClass, default: 0] += 1
            },
            looked: { looked in for (place, found) in looked.enumerated() { outbound[place].take(found) } }
        )
        for identifier in before where linking.targets.number(of: identifier).map({ !isThere[Int($0)] }) ?? true {
            try transaction.removeMetaverseObject(identifier)
        }
        try writeLinks(linking, transaction)
        for place in returning.indices {
            returning[place].limit = limit(after: linking, values, [], returning)
            try returning[place].run(values.returning, linking, transaction, failed: values.failed)
        }
        // Images are made of metaverse objects alone.
        linking.forgetObjects()
        values.forgetObjects()
        for place in outbound.indices {
            outbound[place].limit = limit(after: linking, values, outbound, returning)
            try outbound[place].run(transaction, on: cores)
        }
        counts.findings = rules.findings
        counts.metaverse = Dictionary(classes.map { ($0.key.spelling, $0.value) }, uniquingKeysWith: +)
        finish(&counts, linking, values, outbound, returning)
        memory.lost = counts.lost
        memory.conclude(values, outbound, returning, unsettled: [])
        try memory.writeEnd(to: transaction, unlike: nil)
        for pass in returning { try transaction.lookAgain(at: pass.again.sorted()) }
        return counts
    }

    /// The connectors whose objects are linked: forests, and the tenant where it gives something of its own.
    ///
    /// Where it does not, nothing has to be worked out for joining it.
    func linked(_ transaction: any SynchronizationTransaction, _ rules: CompiledRules) throws -> [ConnectorID] {
        try connectors.filter { connector in
            switch connector.kind {
            case .forest: true
            case .tenant:
                try rules.inbound[connector.identity]?.isEmpty == false
                    && transaction.hasObjects(of: connector.identity)
            }
        }.map(\.identity)
    }

    /// Says what came of it.
    func finish(
        _ counts: inout SynchronizationCounts,
        _ linking: LinkingPass,
        _ values: InboundPass,
        _ outbound: [OutboundPass],
        _ returning: [WriteBackPass]
    ) {
        counts.projected = values.projected
        counts.joined = linking.joined
        counts.disconnected = linking.disconnected
        counts.images = outbound.reduce(0) { $0 + $1.count }
        counts.evaluated = values.done
        counts.errors = errors(linking, values, outbound, returning)
    }

    /// What writes back to forests, in the order of the connectors; to one as well that has objects which rules made once.
    func returning(
        _ rules: CompiledRules,
        _ transaction: any SynchronizationTransaction
    ) throws -> [WriteBackPass] {
        try connectors.compactMap { connector in
            guard connector.kind == .forest else { return nil }
            let own = rules.returning[connector.identity] ?? []
            var outward = rules.outward[connector.identity]
            if outward == nil, try transaction.hasCopyObjects(of: connector.identity) { outward = [] }
            guard !own.isEmpty || outward != nil else { return nil }
            return WriteBackPass(
                connector.identity,
                own,
                outward: outward,
                ofTenant: rules.ofTenant,
                table: table,
                clock: clock
            )
        }
    }

    private func errors(
        _ linking: LinkingPass,
        _ values: InboundPass,
        _ outbound: [OutboundPass],
        _ returning: [WriteBackPass]
    ) -> [ObjectError] {
        (linking.errors + values.errors).sorted(by: ObjectError.order)
            + outbound.flatMap { $0.errors.sorted(by: ObjectError.order) }
            + returning.flatMap { $0.errors.sorted(by: ObjectError.order) }
    }

    /// How many errors the pass may have that comes after these.
    func limit(
        after linking: LinkingPass,
        _ values: InboundPass,
        _ outbound: [OutboundPass] = [],
        _ returning: [WriteBackPass] = []
    ) -> ErrorLimit {
        var limit = linking.limit
        limit.earlier = errors(linking, values, outbound, returning)
        limit.evaluated = values.done
        return limit
    }

    func writeLinks(_ linking: LinkingPass, _ transaction: any SynchronizationTransaction) throws {
        for space in linking.spaces {
            for object in space.objects {
                let target = linking.objects.targets[object]
                if target >= 0, linking.objects.isStoredLink[object] { continue }
                guard target >= 0 || linking.objects.hadLink[object] else { continue }
                // What is not linked any more gets nothing back.
                if target < 0 { try transaction.put(nil, of: linking.objects.stored[object]) }
                try transaction.link(
                    linking.objects.stored[object],
                    of: space.connector,
                    to: target >= 0 ? linking.targets.identifiers[Int(target)] : nil
                )
            }
        }
    }

    /// The partitions that have objects and whose parameters are not known: nobody could read them this time.
    func strangePartitions(_ linking: LinkingPass) -> [ConnectorID: Set<String>] {
        var strange: [ConnectorID: Set<String>] = [:]
        for connector in connectors where !connector.parameters.partitions.isEmpty {
            guard let space = linking.spaces.first(where: { $0.connector == connector.identity }) else { continue }
            let partitions = Set(linking.objects.partitions.values(in: space.objects))
            let unknown = partitions.map { linking.objects.partitionNames[Int($0)] }
                .filter { !connector.parameters.know($0) }
            if !unknown.isEmpty { strange[connector.identity] = Set(unknown) }
        }
        return strange
    }
}
