import Directory
import SyncEngine
import SyncRules

/// How flows that were traced are told.
extension ExplanationContext {
    /// What one flow says, with the object that it reads.
    func text(_ flow: FlowTrace) -> String {
        let isInbound = flow.rule.direction == .inbound
        let member = subject.sources.indices.contains(flow.member) ? subject.sources[flow.member] : nil
        let entry = isInbound ? member?.entry : subject.metaverse?.entry
        return ExplanationText.flow(
            flow,
            of: isInbound ? member.map { name(of: $0) } : nil,
            reading: entry.map { Entry($0, table: table) }
        )
    }

    /// The values that an entry has of an attribute.
    func values(_ attribute: AttributeName, of entry: PackedEntry) -> [[UInt8]] {
        table.existing(attribute).map { entry.values(of: $0).map { Array($0) } } ?? []
    }
}
