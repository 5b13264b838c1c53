public import Foundation

/// The program `dryad` that the build made, run as a person or a script would.
public struct DryadProgram: Sendable {
    /// What a run left.
    public struct Outcome: Sendable {
        /// The exit code.
        public let code: Int32
        /// Standard output.
        public let output: String
        /// Standard error.
        public let errors: String
    }

    private let folder: URL
    private let environment: [String: String]

    /// Runs in a folder, with these variables added to an environment that is otherwise nearly empty.
    public init(in folder: URL, environment: [String: String] = [:]) {
        self.folder = folder
        self.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"]
            .merging(environment) { _, new in new }
    }

    /// Runs it to its end.
    public func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

    /// Runs it to its end.
    public func run(_ arguments: [String]) throws -> Outcome {
        try finish(start(arguments))
    }

    private func finish(_ started: (process: StartedProgram, output: URL, errors: URL)) throws -> Outcome {
        let (process, output, errors) = started
        return Outcome(
            code: process.terminationStatus,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8)
        )
    }

    /// Runs it from a shell with a redirection of the shell's, as scripts hand over descriptors.
    public func run(_ arguments: [String], shell redirection: String) throws -> Outcome {
        try finish(start(arguments, shell: redirection))
    }

    /// Starts it from a shell, which it replaces.
    public func start(
        _ arguments: [String],
        shell redirection: String
    ) throws -> (process: StartedProgram, output: URL, errors: URL) {
        try start(
            URL(filePath: "/bin/sh"),
            ["-c", "exec \"$0\" \"$@\" \(redirection)", Self.program.path(percentEncoded: false)] + arguments
        )
    }

    /// Starts it; what it prints goes into two files, which never fill up as a pipe does.
    public func start(_ arguments: [String]) throws -> (process: StartedProgram, output: URL, errors: URL) {
        try start(Self.program, arguments)
    }

    private func start(
        _ program: URL,
        _ arguments: [String]
    ) throws -> (process: StartedProgram, output: URL, errors: URL) {
        let name = UUID().uuidString
        let (output, errors) = (folder.appending(path: "\(name).out"), folder.appending(path: "\(name).err"))
        for file in [output, errors] { try Data().write(to: file) }
        let process = try StartedProgram(
            program.path(percentEncoded: false),
            arguments,
            in: folder,
            environment: environment,
            output: try FileHandle(forWritingTo: output),
            errors: try FileHandle(forWritingTo: errors)
        )
        return (process, output, errors)
    }

    /// It stands beside the tests' own program.
    private static var program: URL {
        #if os(macOS)
            let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
            return (tests ?? Bundle.main.bundleURL).deletingLastPathComponent().appending(path: "dryad")
        #else
            let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            return tests.deletingLastPathComponent().appending(path: "dryad")
        #endif
    }
}
