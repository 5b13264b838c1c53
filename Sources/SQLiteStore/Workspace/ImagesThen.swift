public import SyncEngine

/// The images of some source anchors at a moment, by anchor.
public struct ImagesThen: Sendable, Hashable {
    /// As they should have been.
    public let desired: [String: ExportImage]
    /// As the target had accepted them.
    public let exported: [String: ExportImage]

    /// All of them: what should have been before what the target had.
    public var all: [ExportImage] { Array(desired.values) + exported.values }
}
