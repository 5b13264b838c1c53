public import Directory
import DirectorySchema
public import SyncExpressions
public import SyncRules

/// Runs every object of every forest through the rules: links, then values, then what the tenant should hold.
///
/// The three passes walk objects in the order of their identities, so that the result does not depend on the order in
/// which a server answered. Nothing is stored here; the result is a value.
public struct FullSynchronization: Sendable {
    private let connectors: [SynchronizedConnector]
    private let table: AttributeTable
    private let clock: FileTime
    private let semantics: RuleSemantics

    /// Prepares a run over these connectors, forests in the order of their creation.
    ///
    /// `semantics` says what rules mean where two readings are plausible.
    public init(
        connectors: [SynchronizedConnector],
        table: AttributeTable,
        clock: FileTime,
        semantics: RuleSemantics = .standard
    ) {
        self.connectors = connectors
        self.table = table
        self.clock = clock
        self.semantics = semantics
    }

    /// Computes the metaverse and the tenant's images from the connector spaces, and the metaverse and images that were.
    public func run(
        spaces: [ConnectorID: [ConnectorSpaceObject]],
        metaverse previous: [MetaverseObject],
        images: [ExportImage] = [],
        report: (RunEvent) -> Void
    ) throws -> SynchronizationResult {
        let rules = try CompiledRules(connectors, table: table, semantics: semantics)
        var linking = LinkingPass(rules: rules.inbound, table: table, clock: clock)
        let forests = connectors.filter { $0.kind == .forest }.map(\.identity)
        linking.run(forests.map { ($0, spaces[$0] ?? []) })
        linking.dropUnsupported()
        var values = InboundPass(
            linking: linking,
            previous: previous,
            table: table,
            clock: clock,
            strange: strangePartitions(of: spaces)
        )
        let metaverse = try values.run { report(.synchronized(count: $0, of: $1)) }
        var result = SynchronizationResult()
        result.findings = rules.findings
        result.metaverse = metaverse
        result.links = linking.links
        result.projected = linking.projected
        result.joined = linking.joined
        result.disconnected = linking.disconnected
        result.errors = linking.errors + values.errors
        for tenant in rules.outbound {
            var pass = OutboundPass(
                connector: tenant.connector,
                rules: tenant.rules,
                previous: images,
                table: table,
                clock: clock
            )
            result.images += try pass.run(metaverse)
            result.errors += pass.errors
        }
        return result
    }

    /// The partitions that have objects and whose parameters are not known: nobody could read them this time.
    private func strangePartitions(of spaces: [ConnectorID: [ConnectorSpaceObject]]) -> [ConnectorID: Set<String>] {
        var strange: [ConnectorID: Set<String>] = [:]
        for connector in connectors where !connector.parameters.partitions.isEmpty {
            let partitions = Set((spaces[connector.identity] ?? []).map(\.identity.partition))
            let unknown = partitions.filter { !connector.parameters.know($0) }
            if !unknown.isEmpty { strange[connector.identity] = unknown }
        }
        return strange
    }
}
