import Directory
import SyncEngine

extension ObjectSubject {
    /// That rules give it another source anchor than the one by which the tenant knows it, as it goes on behind a colon; nothing
    /// where they do not.
    ///
    /// It is an error of the object, also where no rule says so, and the object stays as it was.
    func changedAnchor(_ outbound: OutboundTrace?) -> String? {
        guard let desired, exported?.anchor == desired.anchor, let outbound, outbound.entry.failure == nil,
            let bytes = outbound.entry["sourceAnchor"]?.values.first,
            let anchor = String(validating: bytes, as: UTF8.self), anchor != desired.anchor
        else { return nil }
        return
            "its source anchor has changed: the tenant knows it by \"\(desired.anchor)\", and rules give \"\(anchor)\" now"
    }
}
