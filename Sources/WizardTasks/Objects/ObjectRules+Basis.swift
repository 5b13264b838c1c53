import SQLiteStore
import SyncEngine
import SyncRules

extension ObjectRules {
    /// What rules are made ready from, for whoever works beside others: a tracer belongs to one of them alone.
    struct Basis: Sendable {
        let workspace: Workspace
        let generated: GeneratedRules
        let active: GeneratedRules
        /// The rules that are there and switched off.
        let disabled: [PortableRule]
        let connectors: [SynchronizedConnector]
        let notes: [String]

        /// Compiles the rules; nobody is asked for anything.
        func rules() throws -> ObjectRules {
            ObjectRules(
                workspace: workspace,
                generated: generated,
                active: active,
                disabled: disabled,
                connectors: connectors,
                tracer: try RuleTracer(
                    connectors: connectors,
                    table: workspace.store.table,
                    clock: ObjectRules.clock(workspace)
                ),
                notes: notes
            )
        }
    }

    /// What these rules were made ready from.
    var basis: Basis {
        Basis(
            workspace: workspace,
            generated: generated,
            active: active,
            disabled: disabled,
            connectors: connectors,
            notes: notes
        )
    }
}
