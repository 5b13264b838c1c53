import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A program of the machine that the lab runs for a moment: `ldapmodify`, `samba-tool`, `openssl`.
struct Tool: Sendable {
    /// What it printed.
    struct Output: Sendable {
        let text: String
        let errors: String
        let status: Int32

        /// The last lines of what it had to say, for a person.
        func tail(_ count: Int = 6) -> String {
            let said = errors.allSatisfy(\.isWhitespace) ? text : errors
            return said.split(whereSeparator: \.isNewline).suffix(count).joined(separator: "\n")
        }
    }

    /// Its name, as a person would type it.
    let name: String
    /// Where it is.
    let path: String

    /// Finds a program in the folders where Debian and Ubuntu put it, `/usr/sbin` included.
    ///
    /// - Parameter package: the package that brings it, for the error.
    init(_ name: String, package: String) throws(LabError) {
        guard let path = Self.find(name) else {
            throw LabError(
                .toolMissing,
                "The lab needs \(name), which is not installed here. Install it with: apt-get install \(package)"
            )
        }
        self.name = name
        self.path = path
    }

    /// Where a program is, or nothing.
    ///
    /// Only the system's folders: another Python in front of `PATH` lacks Samba's modules.
    static func find(_ name: String) -> String? {
        ["/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"].map { $0 + name }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs it to its end and returns what it printed, whatever its exit status.
    func output(_ arguments: [String], input: String = "", environment: [String: String] = [:]) async throws -> Output {
        try Task.checkCancellation()
        let input = try ScratchFile(input)
        let output = try ScratchFile()
        let errors = try ScratchFile()
        let spawned = ProcessLauncher.spawn(
            path,
            arguments,
            environment: ProcessLauncher.environment.merging(environment) { $1 },
            streams: .init(input: input.descriptor, output: output.descriptor, errors: errors.descriptor),
            detached: false
        )
        guard case .success(let number) = spawned else {
            throw LabError(.toolFailed, "\(path) could not be started: \(spawned).")
        }
        let status = await RunningTool(number).wait()
        try Task.checkCancellation()
        return Output(text: try output.text(), errors: try errors.text(), status: status)
    }

    /// Runs it and returns what it printed; an exit status other than 0 is an error with its last words.
    @discardableResult
    func run(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:],
        to purpose: String
    ) async throws -> Output {
        let output = try await output(arguments, input: input, environment: environment)
        guard output.status == 0 else {
            throw LabError(
                .toolFailed,
                "\(name) failed to \(purpose) (exit status \(output.status)). It said:\n\(output.tail())"
            )
        }
        return output
    }
}
