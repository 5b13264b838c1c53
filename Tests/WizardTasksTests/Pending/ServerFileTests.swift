import TestSupport
import Foundation
import SyncRules
import Testing

@testable import WizardTasks

@Suite("Files of csexport, by their size")
struct ServerFileTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    /// A file with nothing in it, which takes no room on the disk.
    private func file(_ size: Int) throws -> String {
        let url = try fixture.folder.write("", to: "server.xml")
        let handle = try FileHandle(forWritingTo: url)
        try handle.truncate(atOffset: UInt64(size))
        try handle.close()
        return url.path(percentEncoded: false)
    }

    @Test("one that is larger than a file of rules may be is read")
    func larger() throws {
        let path = try file(RuleFiles.sizeLimit + 1)
        let error = #expect(throws: TaskError.self) { try ServerPending.read(path) }
        // It is no XML: that can only be said of what was read.
        #expect(error?.code == .exportFile)
    }

    @Test("one that is too large is called what it is")
    func tooLarge() throws {
        let path = try file(SpaceExport.sizeLimit + 1)
        let error = #expect(throws: TaskError.self) { try ServerPending.read(path) }
        #expect(error?.description.contains("a file of csexport of more than 1073741824 is not read") == true)
    }
}
