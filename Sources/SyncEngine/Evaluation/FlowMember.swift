import Directory

/// An object behind a target while its flows run.
struct FlowMember {
    let view: EntryView
    let entry: PackedEntry
    let partition: String?
}
