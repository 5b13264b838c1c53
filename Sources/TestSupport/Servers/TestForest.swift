public import Lab
import Testing

/// The forest that the trait of a suite has started.
public struct TestForest: Sendable {
    /// What it is and where.
    public let forest: LabForest
    /// The lab that it belongs to.
    public let lab: Lab
    /// The lab's folder, gone when the suite ends.
    public let folder: TemporaryFolder
    /// Stands before the server where it speaks without TLS, at the server's own address.
    public let proxy: RecordingProxy

    /// Where it is, without TLS, for whatever can only read.
    public var url: String { proxy.url }

    @TaskLocal static var held: TestForest?

    /// The forest of the suite that runs now.
    public static var current: TestForest {
        get throws { try #require(held, "The suite has no trait .forest(…).") }
    }
}
