import { Answer } from '#platform/ui/page/Answer.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { AuditTab } from './AuditTab.tsx'
import { BackupTab } from './BackupTab.tsx'
import { RolesTab } from './RolesTab.tsx'
import { SignInTab } from './sign-in/SignInTab.tsx'
import { SignOnTab } from './sign-on/SignOnTab.tsx'
import { TokensTab } from './TokensTab.tsx'
import { UsersTab } from './UsersTab.tsx'
import { WorkspaceTab } from './WorkspaceTab.tsx'

const tabs = [
  { value: 'workspace', label: 'Workspace', permission: null, content: () => <WorkspaceTab /> },
  { value: 'sign-in', label: 'Sign-in', permission: null, content: () => <SignInTab /> },
  { value: 'users', label: 'Users', permission: 'users:manage', content: () => <UsersTab /> },
  { value: 'sign-on', label: 'Single sign-on', permission: 'users:manage', content: () => <SignOnTab /> },
  { value: 'roles', label: 'Roles', permission: null, content: () => <RolesTab /> },
  { value: 'tokens', label: 'API tokens', permission: 'tokens:own', content: () => <TokensTab /> },
  { value: 'audit', label: 'Audit', permission: 'audit:read', content: () => <AuditTab /> },
  { value: 'backup', label: 'Backup', permission: 'backup:run', content: () => <BackupTab /> },
]

/** What an owner or administrator sets; everybody sees their own part. */
export function SettingsScreen() {
  const { can, user, company, workspace } = useSession()
  return (
    <Page
      title="Settings"
      answer={
        <Answer>
          You work in {workspace.isDemo ? 'the demo company' : 'the workspace of'} {company.name} as{' '}
          {user.roleName.toLowerCase().replace('crm', 'CRM')}.
        </Answer>
      }
    >
      <PageTabs tabs={tabs.filter(({ permission }) => permission === null || can(permission))} />
    </Page>
  )
}
