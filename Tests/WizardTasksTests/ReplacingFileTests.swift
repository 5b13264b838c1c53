import Foundation
import TestSupport
import Testing

@testable import WizardTasks

@Suite("A file that is replaced")
struct ReplacingFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("behind a link is the one that is replaced, and the link stays")
    func link() throws {
        let (file, link) = (folder.file("real.yaml").path, folder.file("link.yaml").path)
        try "before".write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
        try ReplacingFile.replace(link, with: "after")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "after")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
        #expect(!FileManager.default.fileExists(atPath: ReplacingFile.temporaryName(of: link)))
    }

    @Test("is none behind a link to nothing, and the message says so")
    func nowhere() throws {
        let link = folder.file("link.yaml").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.file("missing").path)
        let error = try #require(throws: TaskError.self) { try ReplacingFile.replace(link, with: "after") }
        #expect(error.description.contains("is a link to something that is not there"), "\(error.description)")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == folder.file("missing").path)
    }

    @Test("is no pipe: a report is handed to it, and a plan is refused")
    func pipe() throws {
        let pipe = folder.file("pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        // With a reader there, opening it for writing does not wait.
        let reader = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        try ReportFile.write("a report", to: pipe)
        var bytes = Array(repeating: UInt8(0), count: 64)
        let count = read(reader, &bytes, bytes.count)
        #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "a report")
        let error = try #require(throws: TaskError.self) { try ReplacingFile.replace(pipe, with: "a plan") }
        #expect(error.description.contains("is no file"), "\(error.description)")
        var status = stat()
        #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }
}
