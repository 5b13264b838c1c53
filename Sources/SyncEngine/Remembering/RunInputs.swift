import Directory
import DirectorySchema
import Foundation
import SyncExpressions
import SyncRules

/// What the result of a synchronization depends on besides the objects, as one fingerprint.
struct RunInputs {
    private struct Connector: Encodable {
        let identity: ConnectorID
        let kind: ConnectorKind
        let parameters: RuleParameters
        let rules: [SyncRule]
    }

    private struct Inputs: Encodable {
        let program: String
        let semantics: [String: Bool]
        let connectors: [Connector]
    }

    private let connectors: [SynchronizedConnector]
    private let semantics: RuleSemantics
    private let program: String

    init(_ run: FullSynchronization) {
        connectors = run.connectors
        semantics = run.semantics
        program = run.program
    }

    /// The fingerprint; of schemas the attributes with their syntaxes count.
    func digest(_ digest: EntryDigest) throws -> UInt64 {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var bytes = Array(
            try encoder.encode(
                Inputs(
                    program: program,
                    semantics: Dictionary(
                        RuleSemantics.switches.map { ($0.name, semantics[keyPath: $0.path]) }
                    ) { first, _ in first },
                    connectors: connectors.map {
                        Connector(identity: $0.identity, kind: $0.kind, parameters: $0.parameters, rules: $0.rules)
                    }
                )
            )
        )
        for schema in connectors.compactMap(\.schema) {
            for attribute in schema.attributes {
                bytes += attribute.name.spelling.utf8
                bytes.append(0)
                bytes += "\(ValueKind(attribute.syntax))".utf8
                bytes.append(0)
            }
        }
        return digest.digest(bytes)
    }
}
