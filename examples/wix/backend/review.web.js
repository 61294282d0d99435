import { fetch } from 'wix-fetch';
import { currentMember } from 'wix-members-backend';
import { getSecret } from 'wix-secrets-backend';
import { Permissions, webMethod } from 'wix-web-module';

const backendUrl = 'https://kyc.example';
/** The origin of the published site. The company must list it (`add-company --origin`). */
const origin = 'https://www.example.com';

/** The roles of the site's members who may review, the highest first, and what they are to the backend. */
const roles = { 'KYC manager': 'master', 'KYC agent': 'agent' };

/** Requests a single-use code for the member who is signed in; `null` for anybody else. */
export const getReviewCode = webMethod(Permissions.SiteMember, async () => {
  const member = await currentMember.getMember();
  const titles = (await currentMember.getRoles()).map(({ title }) => title);
  const role = Object.keys(roles).find((title) => titles.includes(title));
  if (!member || !role) return null;
  const response = await fetch(`${backendUrl}/v1/codes`, {
    method: 'post',
    headers: {
      authorization: `Bearer ${await getSecret('kv-review-api-key')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      userId: `wix-${member._id}`,
      name: member.profile?.nickname ?? 'Member',
      role: roles[role],
      origin,
    }),
  });
  if (!response.ok) throw new Error(`No code: ${response.status}`);
  const { code } = await response.json();
  return code;
});
