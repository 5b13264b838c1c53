import CloudTenant
import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// The attributes of an exported object that rules decide about: where they give nothing, the tenant should have nothing.
///
/// A flow that is ignored leaves what the target has, and so does one that applies to new objects alone; what none of the
/// rules writes that have the object in scope is the tenant's own.
final class DecidedAttributes {
    private let workspace: Workspace
    private let rules: [SyncRule]
    /// What rules may decide about, by the class in the tenant: few objects show anything else of that, and need rules asked.
    private let written: [AttributeName: Set<AttributeName>]
    /// Nothing where the rules cannot be made ready, which the synchronization says.
    private lazy var tracer: RuleTracer? = ready()

    /// Prepares to ask the rules of the tenant.
    init(_ rules: [SyncRule], _ workspace: Workspace) {
        self.workspace = workspace
        self.rules = rules
        written = rules.filter { $0.direction == .outbound }.reduce(into: [:]) { written, rule in
            // What the cloud is the master of no export empties.
            let flows = rule.flows.filter { !$0.isOnce && CloudAttribute.named($0.destination) == nil }
            written[rule.targetClass, default: []].formUnion(flows.map(\.destination))
        }
    }

    /// Those of some attributes that rules decide about for the object of an image.
    func among(_ attributes: Set<AttributeName>, of image: ExportImage) async throws -> Set<AttributeName> {
        let possible = attributes.intersection(written[image.objectClass] ?? [])
        guard !possible.isEmpty, let object = try await workspace.store.metaverseObject(image.metaverse),
            let trace = tracer?.outbound(object, before: image.entry, only: possible, resolve: { _ in nil }),
            trace.provisioning.targetClass == image.objectClass, trace.entry.failure == nil
        else { return [] }
        return Set(trace.entry.attributes.filter { $0.flows.contains(where: Self.decides) }.map(\.attribute))
    }

    /// Whether a flow says what the attribute has, be it nothing.
    private static func decides(_ flow: FlowTrace) -> Bool {
        switch flow.outcome {
        case .wins, .merged, .loses, .empty, .authoritativeNull: true
        case .ignored, .onceOnly, .failed, .unsupported: false
        }
    }

    private func ready() -> RuleTracer? {
        let tenant = SynchronizedConnector(
            identity: .tenant,
            kind: .tenant,
            schema: nil,
            parameters: RuleParameters(values: ["Connector.ID": "{\(ConnectorID.tenant.text)}"]),
            rules: rules
        )
        return try? RuleTracer(
            connectors: [tenant],
            table: workspace.store.table,
            clock: ObjectRules.clock(workspace),
            semantics: workspace.configuration.semantics
        )
    }
}
