import Directory
import SyncEngine
import SyncRules

/// The same for what waits to be written back to forests.
extension PendingAttribution {
    /// The rule that writes each value to the forest, and the one that brought what it reads into the metaverse.
    func attribute(_ values: inout [PendingChange.Value], of waiting: WaitingWriteBack) {
        guard let link = waiting.object.link else { return }
        let subject = spaces.subject(of: link)
        guard let metaverse = subject.metaverse else { return }
        let connector = waiting.object.identity.connector
        let trace = rules.tracer.outbound(
            metaverse,
            to: waiting.object,
            only: Set(values.map { AttributeName($0.attribute) })
        ) { spaces.name($0, in: connector) }
        attribute(&values, trace, subject)
    }
}
