import Foundation
import WizardTasks

/// The workspace of a console, kept open as long as its configuration is what it was.
///
/// Opening and closing a store leaves marks in its files, and takes the longer the larger it is.
actor OpenWorkspace {
    private let folder: WorkspaceFolder
    private let surroundings: Surroundings
    private var configuration: Data?
    private var current: Workspace?

    init(folder: WorkspaceFolder, surroundings: Surroundings) {
        self.folder = folder
        self.surroundings = surroundings
    }

    /// The workspace as dryad.yaml says now.
    func workspace() async throws -> Workspace {
        let text = FileManager.default.contents(atPath: folder.configuration)
        if let current, text != nil, text == configuration { return current }
        let opened = try await Workspace.open(folder, surroundings: surroundings)
        (configuration, current) = (text, opened)
        return opened
    }

    /// Opens it anew next time: something about it was not as it should be.
    func forget() { current = nil }
}
