import Directory
import DirectorySchema
import Foundation
import SyncExpressions
import SyncRules

/// What the result of a synchronization depends on besides the objects, as one fingerprint.
struct RunInputs {
    private let connectors: [SynchronizedConnector]
    private let semantics: RuleSemantics
    private let program: String
    private let rulesPrint: UInt64?
    /// The connectors whose objects are linked.
    private let linked: [ConnectorID]

    init(_ run: FullSynchronization, linking linked: [ConnectorID]) {
        self.linked = linked
        connectors = run.connectors
        semantics = run.semantics
        program = run.program
        rulesPrint = run.rulesPrint
    }

    /// The fingerprint; of schemas the attributes with their syntaxes count.
    func digest(_ digest: EntryDigest) throws -> UInt64 {
        var bytes: [UInt8] = []
        func add(_ text: String) {
            bytes += text.utf8
            bytes.append(0)
        }
        add(program)
        for each in RuleSemantics.switches {
            add(each.name)
            add("\(semantics[keyPath: each.path])")
        }
        // That the tenant has something to give for the first time changes what is worked out of every object.
        add("\(linked.count)")
        for connector in linked { add(connector.text) }
        for connector in connectors {
            add(connector.identity.text)
            add(connector.kind.rawValue)
            add("\(connector.parameters.partitions.count)")
            let all = [("", connector.parameters.values)] + connector.parameters.partitions.sorted { $0.key < $1.key }
            for (partition, values) in all {
                add(partition)
                // How many there are tells the last of them from what follows.
                add("\(values.count)")
                for (name, value) in values.sorted(by: { $0.key < $1.key }) {
                    add(name)
                    add(value)
                }
            }
            guard rulesPrint == nil else { continue }
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            bytes += try encoder.encode(connector.rules)
        }
        add(rulesPrint.map { "\($0)" } ?? "")
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
